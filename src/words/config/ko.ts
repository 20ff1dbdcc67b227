import type { ValueKind, Words } from "./en.ts";

const kinds: Readonly<Record<ValueKind, string>> = {
  text: "문자열",
  integer: "정수",
  number: "소수",
  boolean: "참/거짓 값",
  table: "테이블",
  list: "배열",
  date: "날짜",
};

/** What `config` says, in Korean. */
export const ko: Words = {
  errors: {
    ISOLATE_TOO_MANY: (facts) => ({
      cause: `요청을 분리하는 테이블이 ${facts.count}개 있습니다. 스테이지의 함수는 모두 AWS의 스택 하나에 들어가고 그 한도는 리소스 500개이므로, 한 스테이지에서 쓸 수 있는 테이블은 ${facts.most}개까지입니다.`,
      fix: `필요한 것이 같은 요청은 테이블 하나로 묶으세요. \`path\`, \`view\`, \`namespace\`, \`app\`에는 각각 목록을 쓸 수 있습니다.`,
    }),
    KEY_NOT_ON_AWS: (facts) => ({
      cause: `\`${facts.key}\`은(는) AWS의 스테이지에서 쓸 수 없는데, [stages.${facts.stage}]은(는) \`provider = "aws"\`입니다.`,
      fix: `이 스테이지에서 이 키를 빼 주세요. 이 컴퓨터의 스테이지에서는 그대로 쓸 수 있습니다.`,
    }),
    ISOLATE_TABLE_TOO_LONG: (facts) => ({
      cause: `분리한 요청의 표가 ${facts.lines}줄이 되어 CloudFront의 한도(엣지에서 실행되는 프로그램은 10KB까지)를 넘습니다.`,
      fix: `뷰를 하나씩 지정하는 대신 앱이나 네임스페이스, 또는 **를 쓴 경로로 묶어서 지정하세요.`,
    }),
    ISOLATE_BEHIND_ALB: (facts) => ({
      cause: `[isolate.${facts.name}]에는 요청을 여러 함수로 나눌 수 있는 도어가 필요합니다. "${facts.stage}"의 도어는 로드 밸런서이고, Monolift는 여기에 규칙을 하나만 추가합니다.`,
      fix: `스테이지의 도어를 바꾸거나(door = "alb"를 지움) 이 테이블을 지우세요.`,
    }),
    ISOLATE_MATCHES_NOTHING: (facts) => ({
      cause: `[isolate.${facts.name}]의 ${facts.kind} = "${facts.text}"에 맞는 라우트가 애플리케이션에 없습니다.`,
      fix:
        facts.nearest.length === 0
          ? "이렇게 지정할 수 있는 라우트가 애플리케이션에 없습니다. 테이블을 지우세요."
          : `고치거나 지우세요. 가까운 것: ${facts.nearest.join(", ")}. 모든 라우트는 \`monolift inspect --json\`으로 볼 수 있습니다.`,
    }),
    ISOLATE_TWICE: (facts) => ({
      cause: `라우트 ${facts.route}을(를) [isolate.${facts.names[0]}]와 [isolate.${facts.names[1]}]가 똑같은 정도로 지정하고 있습니다.`,
      fix: `맡길 쪽 테이블에서 더 자세히 지정하세요. \`view\`가 \`namespace\`보다, \`namespace\`가 \`app\`보다 우선하고, 같은 종류이면 긴 쪽이 우선합니다.`,
    }),
    ISOLATE_WITHOUT_REQUESTS: (facts) => ({
      cause: `[isolate.${facts.name}]에 어떤 요청을 맡는지 적혀 있지 않습니다.`,
      fix: `다음 가운데 하나를 적으세요: path = "/reports/**", view = "reports.views.*", namespace = "reports", app = "reports".`,
    }),
    CONFIG_SYNTAX: ({ reason }) => ({
      cause: `TOML로 해석할 수 없는 부분이 있습니다: ${reason}`,
      fix: '표시된 줄을 수정하세요. 문자열은 따옴표로(name = "blog"), 테이블은 대괄호로([app]) 감쌉니다.',
    }),
    CONFIG_UNREADABLE: ({ file, reason }) => ({
      cause: {
        denied: `${file}을(를) 읽을 권한이 없습니다.`,
        folder: `${file}은(는) 폴더입니다. 프로젝트 설정 파일이 있어야 할 자리입니다.`,
        "not-utf8": `${file}의 인코딩이 UTF-8이 아닙니다.`,
      }[reason],
      fix: {
        denied: "이 사용자에게 읽기 권한을 부여하세요.",
        folder: "폴더의 이름을 바꾸거나 삭제하세요.",
        "not-utf8": "UTF-8로 다시 저장하세요.",
      }[reason],
    }),
    CONFIG_UNKNOWN_KEY: ({ key, nearest, belongs, known }) => ({
      cause: `monolift.toml에는 "${key}"라는 키가 없습니다.`,
      fix:
        nearest !== null
          ? `"${nearest}"을(를) 쓰려던 것인가요?`
          : belongs !== null
            ? `[${belongs.table}] 테이블의 "${belongs.key}"을(를) 쓰려던 것인가요?`
            : `이 키를 삭제하세요. 여기서 쓸 수 있는 키: ${known.join(", ")}`,
    }),
    CONFIG_STAGE_ONLY_KEY: ({ key, table, example }) => ({
      cause: `"${key}"는 스테이지마다 지정하는 키입니다. 파일 맨 위에 쓰면 데이터가 들어 있는 "local"까지 모든 스테이지에 적용됩니다.`,
      fix: `해당 스테이지 아래에 쓰세요. 예: [${table}] 아래에 ${example}`,
    }),
    CONFIG_KEY_MISSING: ({ key, example }) => ({
      cause: `필수 키 "${key}"이(가) 없습니다.`,
      fix: `다음 줄을 추가하세요: ${example}`,
    }),
    CONFIG_WRONG_TYPE: ({ key, given, kind, wanted, example }) => ({
      cause: `"${key}"의 값 ${given}의 형식은 ${kinds[kind]}입니다. 사용할 수 있는 형식은 ${wanted.map((one) => kinds[one]).join(" 또는 ")}입니다.`,
      fix: `다음과 같이 작성하세요: ${example}`,
    }),
    CONFIG_OUT_OF_RANGE: ({ key, given, least, most, unit }) => ({
      cause: `"${key}"의 값 ${given}은(는) 범위를 벗어났습니다. ${least}~${most}${unit === "s" ? "초" : unit === "MB" ? " MB" : ""} 범위에서 지정할 수 있습니다.`,
      fix: "범위 안의 값을 지정하세요.",
    }),
    CONFIG_UNKNOWN_VALUE: ({ key, given, nearest, allowed }) => ({
      cause: `"${key}"에는 "${given}"을(를) 지정할 수 없습니다. 지정할 수 있는 값: ${allowed.join(", ")}`,
      fix: nearest === null ? "위의 값 중에서 고르세요." : `"${nearest}"을(를) 쓰려던 것인가요?`,
    }),
    CONFIG_UNFIT_VALUE: ({ key, given, example }) => ({
      cause: `"${key}"의 값 ${given}의 형식이 올바르지 않습니다.`,
      fix: `다음과 같이 작성하세요: ${example}`,
    }),
    CONFIG_NAME_UNSAFE: ({ what, given, longest, suggestion }) => ({
      cause: `"${given}"은(는) ${what === "stage" ? "스테이지" : "프로젝트"} 이름으로 쓸 수 없습니다. 이름은 주소의 일부가 되므로 영문 소문자, 숫자, 하이픈으로 1~${longest}자여야 하며, 하이픈으로 시작하거나 끝날 수 없습니다.`,
      fix: `다른 이름을 사용하세요(예: "${suggestion}").`,
    }),
    CONFIG_EXISTS: ({ file }) => ({
      cause: `프로젝트 설정 파일이 이미 있습니다: ${file}`,
      fix: "그 파일을 수정하거나 먼저 삭제하세요.",
    }),
    CONFIG_FOLDER_READ_ONLY: ({ file, name }) => ({
      cause: `${file}을(를) 만들지 못했습니다. 폴더에 쓸 권한이 없습니다.`,
      fix: `폴더에 쓰기를 허용하거나, 다음 한 줄이 담긴 파일을 직접 만드세요: name = "${name}"`,
    }),
    CONFIG_NOT_EDITED: ({ file, line }) => ({
      cause: `${file}은(는) 기존 내용을 잃지 않고는 변경할 수 없어 그대로 두었습니다.`,
      fix: `다음 내용을 직접 추가하세요: ${line}`,
    }),
    KEEP_WITH_TTL: (facts) => ({
      cause: `[stages.${facts.stage}]에 데이터를 보호하는 \`keep = true\`와 데이터까지 저절로 끝나는 \`ttl\`이 함께 있습니다.`,
      fix: `둘 중 하나를 빼 주세요.`,
    }),
    TTL_NOT_ON_AWS: ({ stage }) => ({
      cause: `\`ttl\`은 스테이지를 저절로 끝내는데, AWS 계정에는 ${stage}을(를) 끝낼 수 있는 Monolift의 프로그램이 없습니다.`,
      fix: `이 스테이지에서 \`ttl\`을 빼고, 브랜치나 풀 리퀘스트를 닫는 작업에서 \`monolift down ${stage} --delete-data\`를 실행해 주세요. 그때까지 드는 비용은 \`monolift status ${stage}\`로 볼 수 있습니다.`,
    }),
    SHARE_NEEDS_SECRETS_MANAGER: (facts) => ({
      cause: `${facts.stage}의 \`[secrets]\`는 \`share = true\`인데, Systems Manager의 파라미터는 스테이지 하나에만 속합니다.`,
      fix: '같은 곳에 `store = "secrets-manager"`를 적거나 `share`를 빼 주세요.',
    }),
    MAIL_FROM_MISSING: (facts) => ({
      cause: `${facts.stage}의 \`[mail]\`은 \`engine = "ses"\`인데 보내는 사람이 적혀 있지 않습니다.`,
      fix: '같은 곳에 적어 주세요: `from = "Blog <hello@example.com>"`',
    }),
    DATABASE_NOT_CHOSEN: (facts) => ({
      cause: `스테이지 ${facts.stage}은(는) AWS에 있는데, 데이터를 어디에 둘지 파일에 적혀 있지 않습니다. \`postgres\`는 이 컴퓨터의 데이터베이스입니다.`,
      fix: `[stages.${facts.stage}]에 쓰지 않는 동안 비용이 들지 않는 \`database = "neon"\`, 이미 있는 서버라면 \`database = "url"\`, 프로젝트 설정을 그대로 쓰려면 \`database = "settings"\`라고 적어 주세요.`,
    }),
    UNKNOWN_STAGE: ({ stage, nearest, known }) => ({
      cause: `monolift.toml에 "${stage}" 스테이지가 없습니다. 정의된 스테이지: ${known.join(", ")}`,
      fix: `${nearest === null ? "" : `"${nearest}"을(를) 쓰려던 것인가요? 아니라면 `}[stages.${stage}] 테이블을 추가하고 그 안에 provider = "local"을 작성하세요.`,
    }),
    STAGE_NAME_UNSAFE: ({ stage, longest }) => ({
      cause: `"${stage}"은(는) 스테이지 이름으로 쓸 수 없습니다. 이름은 주소의 일부가 되므로 영문 소문자, 숫자, 하이픈으로 1~${longest}자여야 하며, 하이픈으로 시작하거나 끝날 수 없습니다.`,
      fix: "더 짧거나 단순한 이름을 사용하세요.",
    }),
  },
  notices: {
    CONFIG_CREATED: ({ file, name }) => `${file} 파일을 만들었습니다(내용은 한 줄: name = "${name}").`,
  },
};
