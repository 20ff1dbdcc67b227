import type { InitReportWords } from "./en.ts";

/** The words of `init` in Korean. */
export const initReportsKo: InitReportWords = {
  wrote: (file, name) => `${file} 파일을 만들었습니다(name = "${name}").`,
  there: (file, name) => `${file} 파일이 이미 있습니다(name = "${name}").`,
  imported: (file, tool) => `${file}(${tool})을 읽었습니다. 이 파일은 바꾸지 않았습니다.`,
  others: (files) => `대신 ${files} 파일을 읽을 수도 있습니다: monolift init --import FILE`,
  taken: "가져온 설정",
  groups: {
    do: "대응하는 것이 없는 설정",
    later: "이 버전에는 아직 없는 설정",
    nothing: "설정할 필요가 없는 것(Monolift가 알아서 합니다)",
  },
  hidden: "(표시하지 않음)",
  all: "모든 스테이지",
  more: (count) => `외 ${count.toLocaleString("ko")}개: --json으로 모두 볼 수 있습니다`,
  next: "다음 할 일",
  setHint: "실행하면 값을 묻습니다. 값은 화면에 표시되지 않습니다.",
  upHint: "monolift up으로 프로젝트를 시작합니다.",
  advice: {
    variable: () => "시크릿으로 스테이지에 설정하세요. 애플리케이션은 이전처럼 환경 변수로 읽습니다.",
    "remote-variables": () =>
      "이 환경 변수들은 이 파일 밖에 있습니다. `monolift secrets import FILE`로 파일에서 읽어 올 수 있습니다.",
    "secret-kind": () =>
      "이전 도구가 만든 값입니다. 보관된 곳에서 꺼내 스테이지에 설정하세요: `monolift secrets set NAME STAGE`",
    reference: ({ target }) =>
      target === ""
        ? "값 자체는 파일에 적혀 있지 않습니다. 스테이지에 설정하세요: `monolift secrets set NAME STAGE`"
        : `값 자체는 파일에 적혀 있지 않습니다. monolift.toml에 적으세요: \`${target}\``,
    unfit: ({ target }) => `\`${target}\`에는 이 값을 쓸 수 없습니다. 다른 값을 고르거나 기본값으로 두세요.`,
    "python-gone": () =>
      "Lambda에는 Python 3.10 이상만 있습니다. 지정하지 않으면 프로젝트가 말하는 버전을 씁니다.",
    second: ({ target }) => `\`${target}\`에는 값이 하나만 들어가며, 이미 다른 값이 있습니다.`,
    vpc: () =>
      "함수는 VPC 밖에서 실행되어 비용이 들지 않습니다. 데이터베이스가 VPC 안에 있다면 그 VPC를 지정하세요: `[network] vpc`",
    "database-other": () =>
      "Monolift가 만드는 데이터베이스는 PostgreSQL입니다. 이 데이터베이스는 프로젝트의 설정에 맡기므로, 주소를 시크릿으로 스테이지에 설정하세요.",
    "database-settings": () =>
      '이 도구는 데이터베이스를 만들지 않으므로 프로젝트의 DATABASES를 그대로 씁니다(`database = "settings"`). 스테이지 전용 데이터베이스를 쓰려면: `database = "neon"`',
    "data-stays": () =>
      "스테이지는 비어 있는 새 데이터베이스로 시작합니다. 데이터는 원래 자리에 남으므로 `pg_dump`와 `pg_restore`로 복사하세요.",
    backup: () => "백업 계획 설정은 없습니다. 되돌릴 수 없는 마이그레이션 전에는 복원 지점을 만듭니다.",
    permissions: () =>
      "함수는 자기 스테이지의 버킷, 데이터베이스, 메일만 쓸 수 있습니다. AWS의 다른 서비스에 대한 권한을 주는 설정은 없습니다.",
    schedule: () =>
      "스케줄 설정은 아직 없습니다. 그때까지는 다른 스케줄러에서 `monolift run STAGE -- COMMAND`를 호출하면 됩니다.",
    worker: () => "워커와 큐 설정은 아직 없습니다. 지금 실행되는 곳에 그대로 두세요.",
    "keep-warm": () =>
      "함수를 따뜻하게 유지하는 기능은 없습니다. 한동안 쓰이지 않다가 들어온 첫 요청은 콜드 스타트를 기다립니다.",
    authorizer: () => "입구는 모든 요청을 통과시킵니다. Django의 미들웨어나 뷰에서 확인하세요.",
    cors: () => "CORS는 Django에서 처리하세요. django-cors-headers 패키지를 쓸 수 있습니다.",
    "api-gateway": () =>
      "입구는 Function URL이고 그 앞에 CloudFront가 있습니다. 이 설정에 대응하는 것은 없습니다.",
    efs: () =>
      "함수끼리 공유하는 디스크는 없습니다. 남겨야 할 파일은 업로드용 버킷에 저장하세요(`default_storage`).",
    layers: () =>
      "패키지는 프로젝트의 requirements에서 설치됩니다. 시스템 라이브러리도 필요한지는 `monolift doctor`가 알려 줍니다.",
    functions: () =>
      "스테이지에는 요청용 함수와 명령용 함수가 하나씩 있습니다(`monolift run STAGE -- COMMAND`). 이 함수에 대응하는 것은 없습니다.",
    resources: () =>
      "이전 스택에 남으며 Monolift는 전혀 건드리지 않습니다. 그 안의 모든 것이 필요 없어질 때까지 스택을 삭제하지 마세요.",
    hooks: () =>
      "직접 실행하세요: `monolift run STAGE -- COMMAND`. 마이그레이션과 정적 파일은 `monolift up`을 할 때마다 처리됩니다.",
    addon: () =>
      "다른 서비스입니다. 그대로 쓰면서 주소를 스테이지에 설정하세요: `monolift secrets set NAME STAGE`",
    cache: () =>
      "캐시는 데이터베이스의 테이블입니다. 다른 캐시를 쓰려면 설정의 CACHES에 적고 주소는 시크릿으로 두세요.",
    cdn: () =>
      "CloudFront는 함수와 파일을 위해 자동으로 만들어집니다. 직접 만든 규칙에 대응하는 것은 없습니다.",
    storages: () =>
      "정적 파일과 업로드에는 각각 스토리지가 있습니다. 더 필요하면 설정의 STORAGES에 적으세요.",
    "bucket-options": () => "버킷 옵션 설정은 없습니다.",
    mail: () => "SES의 이 옵션에 대한 설정은 없습니다.",
    "mail-received": () => "메일 수신 설정은 없습니다.",
    "django-settings": () => "프로젝트의 설정 모듈에 적으세요.",
    logs: () => "출력은 그대로 CloudWatch로 갑니다. 레벨은 설정의 LOGGING에서 정합니다.",
    tags: () => "모든 것에 프로젝트와 스테이지 태그가 붙습니다. 다른 태그 설정은 없습니다.",
    encryption: () => "보관되는 것은 AWS의 키로 암호화됩니다. 자신의 키를 쓰는 설정은 없습니다.",
    profile: () => "실행할 때 지정하세요: `AWS_PROFILE=NAME monolift up STAGE`",
    plugin: () => "대응하는 것이 없는 플러그인입니다.",
    previews: () =>
      '같은 이름으로 시작하는 스테이지는 한 표에 적습니다: `[stages."preview-*"]`라고 적고 `monolift up preview-NAME`을 실행합니다.',
    "stage-renamed": ({ target }) =>
      `이 스테이지의 이름은 여기서 ${target}입니다. 영문 소문자, 숫자, 하이픈으로 20자까지 쓸 수 있습니다.`,
    "stage-base": () =>
      "다른 스테이지가 이것을 확장하므로 공통 부분으로 보고 따로 스테이지로 만들지 않았습니다.",
    "stage-left-out": () =>
      "스테이지로 만들지 않았습니다. `local`은 이 컴퓨터를 뜻하며, 같은 이름의 스테이지는 둘일 수 없습니다.",
    unknown: ({ nearest }) =>
      nearest === ""
        ? "알 수 없는 키라서 가져오지 않았습니다."
        : `알 수 없는 키라서 가져오지 않았습니다. ${nearest}을(를) 뜻하나요?`,
    later: ({ target }) => `\`${target}\``,
    "own-build": () => "코드는 자동으로 묶여 업로드됩니다.",
    "own-buckets": () => "스테이지마다 전용 버킷이 있습니다.",
    "own-certificate": () => "인증서와 DNS 레코드는 도메인에서 정해집니다.",
    "own-commands": () => "명령용 함수는 모든 스테이지에 있습니다: `monolift run STAGE -- COMMAND`",
    "own-database": () => "주소는 스테이지의 데이터베이스에서 자동으로 전달됩니다.",
    "own-detected": () => "프로젝트에서 찾습니다.",
    "own-door": () => "입구는 모든 경로와 메서드, 모든 종류의 본문을 받습니다.",
    "own-endpoint": () => "AWS_ENDPOINT_URL을 따릅니다.",
    "own-local": () => "스테이지 없이 `monolift up`을 하면 모든 것이 이 컴퓨터에서 실행됩니다.",
    "own-names": () => "이름은 프로젝트와 스테이지에서 정해집니다.",
    "own-release": () => "`monolift up`을 할 때마다, 새 코드가 응답하기 전에 실행됩니다.",
    "own-roles": () => "함수마다 전용 역할이 있어 AWS 키가 필요 없습니다.",
    "own-runtime": () => "Lambda나 Monolift의 런타임이 설정합니다.",
    "own-scaling": () => "Lambda는 요청 수만큼 샌드박스를 시작하고, 요청이 없으면 하나도 실행하지 않습니다.",
    "own-secret-key": () =>
      "SECRET_KEY는 스테이지마다 만들어집니다. 로그인과 서명된 링크를 계속 유효하게 하려면: `monolift secrets set SECRET_KEY STAGE`",
    "own-secrets": () => "시크릿은 암호화되어 SSM에 스테이지별로 보관됩니다.",
    "own-server": () => "서버 대신 Monolift의 런타임이 실행됩니다.",
    "own-settings": () => "스테이지에 맞게 프로젝트의 설정 위에 덮어씁니다.",
    "own-storage": () => "정적 파일과 업로드는 각자의 자리에 자동으로 저장됩니다.",
    "own-versions": () => "릴리스마다 버전이 남으며 `monolift rollback STAGE`로 돌아갑니다.",
  },
};
