import type { HelpWords } from "./en.ts";

/** The help pages in Korean. */
export const ko: HelpWords = {
  tagline: "Monolift는 모놀리스를 그대로 서버리스로 올립니다. 명령 하나면 됩니다.",
  firstSteps: "Django 프로젝트 폴더에서 이렇게 입력하세요",
  headings: {
    usage: "사용법",
    verbs: "명령",
    subcommands: "하위 명령",
    arguments: "인자",
    options: "옵션",
    examples: "예시",
  },
  placeholders: {
    verb: "명령",
    subcommand: "하위명령",
    folder: "폴더",
    point: "번호",
    stage: "스테이지",
    target: "이름/스테이지",
    command: "명령…",
    file: "파일",
    paths: "경로…",
    port: "번호",
    time: "시각",
    request: "ID",
    name: "이름",
    release: "번호",
    options: "옵션",
  },
  more: "전체 명령은 monolift help --all, 개별 설명은 monolift help up으로 봅니다.",
  oneVerb: "개별 설명은 monolift help up으로 봅니다.",
  oneSubcommand: (command) => `개별 설명은 monolift help ${command}처럼 봅니다.`,
  stage: "대상 스테이지. 생략하면 local(이 컴퓨터)",
  options: {
    json: "결과를 JSON으로 표준 출력에 쓰고 묻지 않습니다",
    verbose: "더 자세히 보여 줍니다(트레이스백 전체, 모든 로그 줄)",
    lang: "표시 언어(영어, 일본어, 한국어)를 바꾸고 기억합니다",
    help: "이 도움말을 보여 줍니다",
    helpAll: "모든 명령을 보여 줍니다",
    version: "버전을 보여 줍니다",
    breakLock: "AWS에서 사라진 monolift의 잠금을 이어받습니다",
    out: "파일에 저장하기. 생략하면 표준 출력으로 내보냅니다",
  },
  verbs: {
    up: {
      brief: "프로젝트를 시작하거나 새 코드로 바꾸고 주소를 출력합니다",
      description: [
        "이 폴더의 프로젝트를 있는 그대로 올립니다. 의존성과 함께 번들로 묶고, 이",
        "컴퓨터에 작은 서버리스 플랫폼과 PostgreSQL을 띄운 다음, 마이그레이션을",
        "실행하고 주소를 출력합니다. 프로젝트 파일은 고치지 않으며 계정도 필요 없습니다.",
        "",
        "코드를 바꾼 뒤에는 다시 실행하세요. 새 코드가 시작되지 않거나 마이그레이션이",
        "실패하면 이전 릴리스가 계속 서비스합니다.",
      ],
      flags: {
        yesIrreversible: "되돌릴 수 없는 마이그레이션에 동의합니다",
        newEmpty: "데이터베이스가 이미 있어도 빈 것으로 시작합니다(AWS)",
        from: "SQLite 파일의 행이나 다른 스테이지의 사본을 가져옵니다",
        refresh: "잠금 파일로 고정되지 않은 의존성의 새 버전을 찾습니다",
        port: "사용할 포트. 생략하면 늘 같은 번호를 씁니다",
      },
      examples: [
        { command: "monolift up", says: "이 폴더의 프로젝트를 시작" },
        { command: "monolift up --from db.sqlite3", says: "db.sqlite3의 데이터까지 가져와서 시작" },
      ],
    },
    status: {
      brief: "실행 중인 것과 접속 방법을 보여 줍니다",
      description: [
        "주소, 릴리스, 함수별 메모리와 시간 제한, 그리고 데이터베이스, 업로드 파일,",
        "메일, 로그의 위치를 보여 줍니다.",
        "데이터베이스 비밀번호는 --json에만 들어 있습니다(같은 컴퓨터의 다른 도구용).",
      ],
      flags: {},
      examples: [{ command: "monolift status", says: "이 폴더의 스테이지 상태" }],
    },
    logs: {
      brief: "애플리케이션의 출력과 오류를 보여 줍니다",
      description: ["최근 로그를 오래된 것부터 보여 줍니다."],
      flags: {
        follow: "^C를 누를 때까지 새 줄을 계속 보여 줍니다",
        since: "이 시각부터. 10m, 2h, 3d, 2026-05-01T09:00 형식",
        errors: "오류만 트레이스백과 함께 보여 줍니다",
        request: "요청 하나의 줄만 보여 줍니다",
        mail: "로그 대신 애플리케이션이 보낸 메일을 보여 줍니다",
      },
      examples: [
        { command: "monolift logs --follow", says: "화면을 클릭하면서 지켜보기" },
        { command: "monolift logs --errors --since 1h", says: "지난 한 시간 동안의 오류" },
        { command: "monolift logs --mail", says: "‘발송된’ 비밀번호 재설정 메일 읽기" },
      ],
    },
    run: {
      brief: "migrate 같은 프레임워크 명령을 실행합니다",
      description: [
        "올라간 애플리케이션의 환경(데이터베이스와 설정)에서 관리 명령을 실행합니다.",
        "manage.py 뒤에 쓰던 것을 그대로 -- 뒤에 쓰세요.",
        "종료 코드는 실행한 명령의 것을 그대로 따릅니다.",
      ],
      flags: {},
      command: "명령과 인자(manage.py 뒤에 쓰는 것)",
      examples: [
        { command: "monolift run -- createsuperuser", says: "관리자 사이트 계정 만들기" },
        { command: "monolift run -- shell", says: "애플리케이션을 불러온 Python" },
        { command: "monolift run -- showmigrations blog", says: "적용된 마이그레이션 보기" },
      ],
    },
    stop: {
      brief: "프로세스를 끝냅니다(데이터는 남습니다)",
      description: [
        "스테이지를 위해 실행 중인 것을 모두 끝냅니다. 데이터베이스의 행, 업로드 파일,",
        "메일은 남습니다. monolift up으로 같은 주소에서 다시 시작합니다.",
      ],
      flags: {},
      examples: [{ command: "monolift stop", says: "이 폴더의 스테이지를 멈추기" }],
    },
    down: {
      brief: "스테이지와 그것을 위해 만든 것을 모두 제거합니다",
      description: [
        "먼저 사라질 데이터(테이블과 행 수, 업로드 파일, 마지막 쓰기)를 보여 주고",
        "스테이지 이름을 입력하게 합니다. 끝나면 다시 살펴보고 남은 것이 없음을",
        "알려 줍니다. 프로젝트 폴더는 건드리지 않습니다.",
      ],
      flags: {
        deleteData: "묻지 않고 데이터까지 삭제합니다",
        keepData: "데이터만 남기고 제거합니다. 다음 up에서 다시 쓰입니다",
      },
      target: "제거할 스테이지. 이 형식은 어느 폴더에서나 쓸 수 있습니다",
      examples: [
        { command: "monolift down", says: "이 폴더의 스테이지를 제거" },
        { command: "monolift down blog/local", says: "list에 나온 이름으로, 어디서나" },
        { command: "monolift down --delete-data", says: "질문 없이(스크립트용)" },
      ],
    },
    dev: {
      brief: "변경을 바로 반영하고 요청을 보여 줍니다",
      description: [
        "up처럼 시작한 다음 폴더를 지켜봅니다. 코드를 바꾸면 1초도 걸리지 않아 반영됩니다.",
        "시작하지 못하는 코드는 이유를 알려 주고, 직전 코드가 그대로 실행됩니다. 요청마다",
        "상태, 시간, 메모리, 콜드 스타트 여부, 응답한 곳을 보여 주고, 애플리케이션이 출력한",
        "내용도 보여 줍니다.",
        "",
        "의존성, 마이그레이션, monolift.toml이 바뀌면 새 릴리스를 만듭니다.",
        "^C로 끝내면 스테이지는 원래 릴리스로 돌아갑니다.",
      ],
      flags: {},
      examples: [
        { command: "monolift dev", says: "이 폴더의 프로젝트를 개발하기" },
        { command: "monolift dev --json", says: "사건마다 JSON 한 줄" },
      ],
    },
    releases: {
      brief: "남아 있는 릴리스와 지금까지의 전환을 보여 줍니다",
      description: [
        "되돌아갈 수 있는 릴리스를 보여 줍니다. 어느 것이 서비스 중인지, 언제 누가",
        "만들었는지, 커밋, 크기, 마이그레이션, 바뀐 것을 알 수 있습니다. 시험 중인",
        "카나리와 지금까지의 전환(롤백, 취소된 카나리)도 보여 줍니다.",
      ],
      flags: {},
      examples: [{ command: "monolift releases", says: "이 폴더의 스테이지" }],
    },
    rollback: {
      brief: "이전 릴리스로 바로 되돌립니다",
      description: [
        "이전 릴리스의 샌드박스를 하나 시작한 뒤 모든 요청을 그쪽으로 옮깁니다. 코드와",
        "설정이 되돌아갑니다. 마이그레이션은 적용된 채로 남으며 그 이름을 알려 줍니다.",
        "다음 monolift up은 지금 폴더의 내용을 다시 리프트합니다.",
        "",
        "카나리를 시험하는 중이면 그것을 중단합니다.",
      ],
      flags: {
        to: "되돌아갈 릴리스. 생략하면 바로 이전 릴리스",
        withSecrets: "그 릴리스의 시크릿도 되돌립니다",
      },
      examples: [
        { command: "monolift rollback", says: "바로 이전 릴리스로" },
        { command: "monolift rollback --to 3", says: "releases에 나온 릴리스 3번으로" },
      ],
    },
    data: {
      brief: "스테이지의 행과 파일을 복원하고 내보내고 가져옵니다",
      description: [
        "복원 지점은 스테이지의 행과 업로드된 파일의 사본입니다. 되돌릴 수 없는",
        "마이그레이션 전에, 그리고 행을 바꿀 때마다 만들어지며, 다섯 개까지",
        "남습니다.",
      ],
      examples: [
        { command: "monolift data points", says: "무엇을 되돌릴 수 있는지 봅니다" },
        { command: "monolift data restore", says: "마이그레이션 전으로 되돌립니다" },
      ],
      subcommands: {
        restore: {
          brief: "복원 지점의 행과 파일로 되돌립니다",
          description: [
            "먼저 사라질 것(지금의 행과 파일)과 돌아올 것을 보여 줍니다. 지금 있는 것은",
            "새 복원 지점으로 남으므로 같은 방법으로 취소할 수 있습니다.",
            "끝으로 지금 서비스 중인 코드가 그 행과 맞는지 알려 줍니다.",
          ],
          flags: {
            to: "복원 지점. 생략하면 마이그레이션 전의 가장 새로운 것",
            yes: "묻지 않습니다",
          },
          examples: [
            { command: "monolift data restore", says: "마지막 마이그레이션 전으로" },
            { command: "monolift data restore --to 3 --yes", says: "묻지 않음, 스크립트용" },
          ],
        },
        points: {
          brief: "스테이지의 복원 지점 목록을 보여 줍니다",
          description: ["언제 왜 만들어졌는지, 어느 릴리스의 코드와 맞는 행인지 보여 줍니다."],
          examples: [{ command: "monolift data points", says: "이 폴더의 스테이지" }],
        },
        export: {
          brief: "스테이지의 행과 파일을 폴더에 내보냅니다",
          description: [
            "한 시점의 모든 것을 씁니다. 테이블마다 CSV 파일 하나, 업로드된 파일, 그리고",
            "내용을 적은 manifest.json입니다. 사용자가 맡긴 것이 모두 들어 있으니",
            "데이터베이스만큼 안전하게 보관하세요.",
          ],
          folder: "비어 있거나 아직 없는 폴더",
          examples: [{ command: "monolift data export ../backup", says: "이 폴더의 스테이지" }],
        },
        import: {
          brief: "내보낸 행과 파일을 스테이지로 가져옵니다",
          description: [
            "내보낼 때와 같은 마이그레이션이 적용된 스테이지여야 합니다. 모두 들어오거나",
            "아무것도 바뀌지 않거나 둘 중 하나입니다.",
          ],
          folder: "monolift data export가 쓴 폴더",
          flags: { replace: "지금 있는 것을 바꿉니다. 먼저 복원 지점을 만듭니다" },
          examples: [
            { command: "monolift data import ../backup preview-a", says: "다른 스테이지로" },
            { command: "monolift data import ../backup --replace", says: "지금 있는 것을 바꿉니다" },
          ],
        },
      },
    },
    secrets: {
      brief: "스테이지의 비밀번호와 키를 코드와 따로 보관합니다",
      description: [
        "코드에도 monolift.toml에도 적지 말아야 할 스테이지별 값입니다. 프로세스가 시작될",
        "때 환경 변수로 애플리케이션에 전달되며 번들, 릴리스, 로그에는 남지 않습니다.",
        "변경은 바로 적용되고 그동안 실패하는 요청은 없습니다. 변경할 때마다 버전이",
        "생기며 rollback --with-secrets로 되돌릴 수 있습니다.",
      ],
      secret: "시크릿의 이름(애플리케이션이 읽는 이름)",
      examples: [
        { command: "monolift secrets set STRIPE_API_KEY", says: "값을 물어보기(표시하지 않음)" },
        { command: "monolift secrets import .secrets", says: "프로젝트의 값을 가져오기" },
      ],
      subcommands: {
        set: {
          brief: "시크릿에 값을 지정합니다",
          description: [
            "값을 물어보거나 파이프에서 읽습니다. 인수로는 적을 수 없습니다. 인수는 같은",
            "컴퓨터의 다른 사용자가 볼 수 있고 셸 기록에도 남기 때문입니다.",
          ],
          flags: {},
          examples: [
            { command: "monolift secrets set API_KEY", says: "값을 물어보기(표시하지 않음)" },
            { command: "monolift secrets set TLS_KEY < key.pem", says: "파일 내용을 값으로" },
          ],
        },
        get: {
          brief: "시크릿의 값을 출력합니다",
          description: ["값만 출력합니다."],
          flags: {},
          examples: [{ command: "monolift secrets get API_KEY | pbcopy", says: "클립보드에 넣기" }],
        },
        list: {
          brief: "시크릿 목록을 값 없이 보여 줍니다",
          description: ["언제 바뀌었는지, 어디서 왔는지, 무엇으로 전달되는지 보여 줍니다."],
          flags: {},
          examples: [{ command: "monolift secrets list", says: "이 폴더의 스테이지" }],
        },
        unset: {
          brief: "시크릿을 삭제합니다",
          description: ["시크릿을 삭제합니다. 직접 지정한 SECRET_KEY를 삭제하면 생성된 값으로 돌아갑니다."],
          flags: {},
          examples: [{ command: "monolift secrets unset API_KEY", says: "삭제하기" }],
        },
        import: {
          brief: "파일의 값을 가져옵니다",
          description: [
            ".env 파일, JSON 파일, 그리고 base.json과 환경별 JSON 파일이 든 폴더를 읽습니다.",
            "환경 파일은 스테이지에 맞는 것을 씁니다. 중첩된 키는 DATABASES__default__NAME",
            "처럼 이어 붙입니다. 원래 파일은 그대로 둡니다.",
            "",
            'monolift.toml의 [secrets] 테이블에 mode = "files"라고 적으면 JSON 파일이',
            "프로젝트가 여는 경로에 파일로 놓입니다.",
          ],
          paths: "읽을 파일 또는 폴더",
          flags: {
            environment: "사용할 환경 파일. 예: production",
            stage: "가져올 대상 스테이지. 생략하면 local",
          },
          examples: [
            { command: "monolift secrets import .env", says: "각 줄이 시크릿이 됨" },
            { command: "monolift secrets import keys --environment qa", says: "base.json과 그 파일" },
          ],
        },
      },
    },
    init: {
      brief: "monolift.toml만 만들고 아무것도 시작하지 않습니다",
      description: [
        "프로젝트를 살펴보고 동작에 필요한 가장 작은 파일을 만듭니다. 보통은 필요",
        "없습니다. 파일이 없으면 monolift up이 같은 파일을 만듭니다.",
        "",
        "다른 도구의 설정 파일이 있으면 그 내용을 가져오고, 대응하는 것이 없는",
        "설정을 목록으로 보여 줍니다. pocket.toml, zappa_settings.json,",
        "serverless.yml(serverless-wsgi), Procfile을 읽습니다. 바꾸거나 실행하지",
        "않습니다.",
      ],
      flags: {
        name: "프로젝트 이름. 생략하면 폴더 이름에서 정합니다",
        import: "가져올 파일. 생략하면 처음 찾은 파일",
      },
      examples: [
        { command: "monolift init --name blog", says: 'name = "blog"가 적힌 파일' },
        { command: "monolift init --import Procfile", says: "이 파일의 내용을 가져옴" },
      ],
    },
    list: {
      brief: "이 컴퓨터에 있는 모든 스테이지를 보여 줍니다",
      description: ["프로젝트별 스테이지를 크기, 마지막 릴리스, 주소와 함께 보여 줍니다."],
      flags: { orphans: "프로젝트 폴더가 사라진 것만" },
      examples: [
        { command: "monolift list", says: "있는 것 전부" },
        { command: "monolift list --orphans", says: "아마 지워도 되는 것" },
      ],
    },
    open: {
      brief: "애플리케이션을 브라우저에서 엽니다",
      description: ["스테이지의 주소를 브라우저에서 열고 출력도 합니다."],
      flags: {},
      examples: [{ command: "monolift open", says: "이 폴더의 스테이지 열기" }],
    },
    inspect: {
      brief: "애플리케이션의 구성과 주의할 점을 보여 줍니다",
      description: [
        "애플리케이션을 번들 안에서 불러와 버전, 라우트, 모델, 위험한 설정, Monolift가",
        "제공하는 설정, 아직 동작하지 않는 기능을 보여 줍니다.",
        "--json에는 전부 들어 있습니다.",
      ],
      flags: {
        routes: "모든 라우트를 앱별로 보여 줍니다",
        openapi: "API를 OpenAPI 3 JSON으로 내보냅니다",
        graphql: "GraphQL 스키마의 SDL을 내보냅니다",
        refresh: "바뀐 것이 없어도 다시 살펴봅니다",
      },
      examples: [
        { command: "monolift inspect --routes", says: "어떤 URL이 어떤 뷰로 가는지" },
        { command: "monolift inspect --openapi --out api.json", says: "다른 도구에 넘길 API 기술" },
      ],
    },
    erd: {
      brief: "모델과 필드, 관계를 그림으로 그립니다",
      description: [
        "애플리케이션을 번들 안에서 불러와 모델을 앱별로 SVG 하나에 그립니다. 브라우저에서",
        "열 수 있습니다. 모델이 같으면 그림도 같습니다. 터미널에서는 파일에 저장하고 그 이름을",
        "보여 줍니다.",
      ],
      flags: {
        against: "릴리스 이후 추가, 삭제, 변경된 것을 표시하기",
        format: "SVG, 또는 GitHub가 그려 주는 텍스트",
      },
      examples: [
        { command: "monolift erd --out models.svg", says: "이 폴더의 모델" },
        { command: "monolift erd --against 3", says: "릴리스 3번 이후 바뀐 것까지" },
        { command: "monolift erd --format mermaid", says: "README에 넣기" },
      ],
    },
    map: {
      brief: "요청이 지나는 길과 사용하는 것을 그립니다",
      description: [
        "브라우저에서 열 수 있는 SVG 하나에 그립니다. 요청에서 공개 주소와 라우트를 거쳐 함수로,",
        "다시 데이터베이스, 버킷, 시크릿, 메일함으로 이어집니다. 아래에는 앱별 모든 라우트가",
        "있습니다. 터미널에서는 파일에 저장하고 그 이름을 보여 줍니다.",
      ],
      flags: {},
      examples: [
        { command: "monolift map production", says: "production 스테이지의 계획" },
        { command: "monolift map --against 3", says: "릴리스 3번 이후 바뀐 것까지" },
      ],
    },
    diff: {
      brief: "up이 할 일을 실행하지 않고 보여 줍니다",
      description: [
        "폴더를 서비스 중인 릴리스와 비교합니다: 코드, 의존성, 설정, 리소스, 라우트,",
        "모델, 마이그레이션, 위험한 설정. 아무것도 시작하거나 만들거나 바꾸지 않습니다.",
        "데이터베이스에는 스테이지가 서비스 중일 때만 마이그레이션을 묻습니다.",
        "",
        "AWS 스테이지라면 리소스마다 무엇이 바뀌는지, 되돌릴 수 있는지, 그동안 요청이",
        "실패하는지, 아무도 쓰지 않는 달의 비용은 얼마인지도 알려 줍니다.",
      ],
      flags: {
        exitCode: "바뀔 것이 있으면 종료 코드 1로 끝내기",
        newEmpty: "up과 같음: 빈 데이터베이스로 시작하게 되더라도 비교합니다",
      },
      examples: [
        { command: "monolift diff", says: "monolift up을 하기 전에" },
        { command: "monolift diff --exit-code", says: "스크립트용: 바뀔 것이 있는지 확인" },
      ],
    },
    doctor: {
      brief: "AWS에서 실패할 점과 위험한 점을 알려 줍니다",
      description: [
        "번들 안에서 애플리케이션을 불러오고, 컨테이너·서버·requirements와 git이 보관하는",
        "파일도 살펴봅니다. 찾은 것마다 내용, 위치, 이유, 고치는 방법을 보여 줍니다.",
        "아무것도 바꾸거나 시작하지 않습니다. 오류가 있으면 종료 코드는 1입니다.",
        "",
        "AWS 스테이지라면 누구로 연결되어 있는지, 어떤 권한이 모자라는지도 알려 줍니다.",
      ],
      flags: {
        cold: "대신 콜드 스타트와 불러오는 모듈을 측정하기",
        out: "--cold의 그림을 저장할 파일",
      },
      examples: [
        { command: "monolift doctor", says: "이 폴더의 프로젝트를 살펴보기" },
        { command: "monolift doctor --json", says: "코드가 있는 JSON(변경 검사용)" },
        { command: "monolift doctor production", says: "올릴 계정도 살펴보기" },
        { command: "monolift doctor --cold", says: "콜드 스타트에서 시간이 걸리는 것" },
      ],
    },
    help: {
      brief: "Monolift 또는 명령 하나를 설명합니다",
      description: ["명령 목록이나 명령 하나의 설명을 보여 줍니다."],
      flags: { all: "모든 명령을 보여 줍니다" },
      verb: "설명을 볼 명령",
      subcommand: "그 명령의 하위 명령",
      examples: [{ command: "monolift help up", says: "up이 하는 일과 옵션" }],
    },
  },
};
