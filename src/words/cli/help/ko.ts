import type { HelpWords } from "./en.ts";

/** The help pages in Korean. */
export const ko: HelpWords = {
  tagline: "Monolift는 모놀리스를 그대로 서버리스로 올립니다. 명령 하나면 됩니다.",
  firstSteps: "Django 프로젝트 폴더에서 이렇게 입력하세요",
  headings: {
    usage: "사용법",
    verbs: "명령",
    arguments: "인자",
    options: "옵션",
    examples: "예시",
  },
  placeholders: {
    verb: "명령",
    stage: "스테이지",
    target: "이름/스테이지",
    command: "명령…",
    file: "파일",
    port: "번호",
    time: "시각",
    request: "ID",
    name: "이름",
    options: "옵션",
  },
  more: "전체 명령은 monolift help --all, 개별 설명은 monolift help up으로 봅니다.",
  oneVerb: "개별 설명은 monolift help up으로 봅니다.",
  stage: "대상 스테이지. 생략하면 local(이 컴퓨터)",
  options: {
    json: "결과를 JSON으로 표준 출력에 쓰고, 아무것도 묻지 않습니다",
    verbose: "더 자세히 보여 줍니다(트레이스백 전체, 모든 로그 줄)",
    lang: "표시 언어(영어, 일본어, 한국어)를 바꾸고 기억합니다",
    help: "이 도움말을 보여 줍니다",
    helpAll: "모든 명령을 보여 줍니다",
    version: "버전을 보여 줍니다",
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
        from: "이 SQLite 파일의 데이터를 새 데이터베이스로 옮깁니다",
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
    init: {
      brief: "monolift.toml만 만들고 아무것도 시작하지 않습니다",
      description: [
        "프로젝트를 살펴보고 동작에 필요한 가장 작은 파일을 만듭니다. 보통은 필요",
        "없습니다. 파일이 없으면 monolift up이 같은 파일을 만듭니다.",
      ],
      flags: { name: "프로젝트 이름. 생략하면 폴더 이름에서 정합니다" },
      examples: [{ command: "monolift init --name blog", says: 'name = "blog"가 적힌 파일' }],
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
        routes: "모든 라우트를 프레임워크의 순서대로 보여 줍니다",
        refresh: "바뀐 것이 없어도 다시 살펴봅니다",
      },
      examples: [{ command: "monolift inspect --routes", says: "어떤 URL이 어떤 뷰로 가는지" }],
    },
    help: {
      brief: "Monolift 또는 명령 하나를 설명합니다",
      description: ["명령 목록이나 명령 하나의 설명을 보여 줍니다."],
      flags: { all: "모든 명령을 보여 줍니다" },
      verb: "설명을 볼 명령",
      examples: [{ command: "monolift help up", says: "up이 하는 일과 옵션" }],
    },
  },
};
