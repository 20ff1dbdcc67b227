import type { SecretWords } from "./en.ts";

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** What is said of secrets, in Korean. */
export const secretsKo: SecretWords = {
  errors: {
    SECRET_NAME_UNFIT: ({ name }) => ({
      cause: `\`${name}\`은(는) 환경 변수 이름으로 쓸 수 없습니다.`,
      fix: "영문자, 숫자, `_`만 쓰고 숫자로 시작하지 않는 이름으로 하세요. 예: `STRIPE_API_KEY`",
    }),
    SECRET_RESERVED: ({ name, why }) => ({
      cause: {
        "own-database": `\`${name}\`은(는) 스테이지가 직접 설정합니다. 스테이지를 위해 만든 데이터베이스를 가리키기 때문입니다.`,
        aws: `\`${name}\`은(는) Lambda처럼 스테이지가 직접 설정합니다. 함수의 역할과 버킷에 쓰이는 값입니다.`,
        runtime: `\`${name}\`은(는) 애플리케이션이 시작되는 방식을 정하는 변수이며 Monolift가 설정합니다.`,
      }[why],
      fix: {
        "own-database":
          '직접 마련한 데이터베이스를 쓰려면 monolift.toml에 `database = "settings"`라고 적으세요. 그러면 이 이름을 쓸 수 있습니다.',
        aws: "다른 서비스의 자격 증명에는 별도의 이름을 붙이고 settings에서 그 이름을 읽으세요.",
        runtime:
          "다른 이름으로 하세요. 설정 모듈은 monolift.toml의 `[app]` 테이블에 있는 `settings`로 지정합니다.",
      }[why],
    }),
    SECRET_VALUE_UNFIT: ({ name, why, bytes, limitBytes }) =>
      why === "nul"
        ? {
            cause: `\`${name}\`의 값에 NUL 문자가 들어 있어 환경 변수로 쓸 수 없습니다.`,
            fix: "바이너리 데이터는 `base64`로 바꿔 저장하고 settings에서 복호화하세요.",
          }
        : {
            cause: `\`${name}\`의 값은 ${bytes}바이트입니다. AWS Secrets Manager의 한도는 ${limitBytes}바이트입니다.`,
            fix: "파일은 오브젝트 스토리지에 두고 여기에는 그 키만 보관하세요.",
          },
    SECRET_UNKNOWN: ({ name, nearest }) => ({
      cause: `이 스테이지에는 시크릿 \`${name}\`이(가) 없습니다.`,
      fix:
        nearest === null
          ? "`monolift secrets list`로 이름을 볼 수 있습니다."
          : `혹시 \`${nearest}\`을(를) 찾으셨나요?`,
    }),
    SECRET_GENERATED: {
      cause: "`SECRET_KEY`는 이 스테이지를 위해 생성된 값이며, 없으면 애플리케이션이 동작하지 않습니다.",
      fix: "`monolift secrets set SECRET_KEY`로 원하는 값으로 바꿀 수 있습니다.",
    },
    SECRETS_DAMAGED: ({ file, version, kept }) => ({
      cause: `시크릿 버전 ${version}(${file})이(가) 없거나 읽을 수 없습니다.`,
      fix: `${kept.length === 0 ? "남아 있는 버전이 없습니다." : `남아 있는 버전: ${kept.join(", ")}.`} 옆에 있는 \`current\` 파일에 온전한 버전의 번호를 적거나, 그 파일을 지우고 시크릿을 다시 가져오세요.`,
    }),
    SECRETS_SOURCE_MISSING: ({ path }) => ({
      cause: `${path}이(가) 없습니다.`,
      fix: "`.env` 파일, JSON 파일, 또는 `.secrets`처럼 JSON 파일이 든 폴더를 지정하세요. 경로는 현재 폴더를 기준으로 합니다.",
    }),
    SECRETS_SOURCE_UNREADABLE: ({ file, why }) => ({
      cause: {
        json: `${file}은(는) 올바른 JSON이 아닙니다.`,
        "no-object": `${file}은(는) JSON이지만 가장 바깥 값이 객체가 아니어서 이름이 없습니다.`,
        env: `${file}에 NAME=value 형식의 줄이 없습니다.`,
      }[why],
      fix: "파일을 고친 뒤 같은 명령을 다시 실행하세요. 아직 아무것도 바뀌지 않았습니다.",
    }),
    SECRETS_NOTHING_FOUND: ({ path, files }) => ({
      cause: `${path}에 \`base.json\`도, 스테이지에 맞는 이름의 JSON 파일도 없습니다${files.length === 0 ? "" : `(있는 파일: ${listed(files)})`}.`,
      fix: "파일을 직접 지정하거나 어느 환경의 것인지 알려 주세요. `--environment production`은 `production.json`을 가져옵니다.",
    }),
    SECRETS_ENVIRONMENT_OPEN: ({ stage, candidates }) => ({
      cause: `스테이지 "${stage}"에 맞는 파일이 둘 이상입니다: ${listed(candidates.map((one) => `${one}.json`))}`,
      fix: `어느 것인지 지정하세요: \`--environment ${candidates[0] ?? ""}\``,
    }),
    SECRETS_ENVIRONMENT_UNKNOWN: ({ environment, known }) => ({
      cause: `폴더에 \`${environment}.json\`이 없습니다.`,
      fix:
        known.length === 0
          ? "`--environment` 없이 실행하세요. 폴더에는 모든 스테이지에 공통인 파일만 있습니다."
          : `있는 것: ${listed(known)}`,
    }),
    SECRETS_DO_NOT_START: ({ what, names }) => ({
      cause: `${listed(names)}을(를) 이렇게 바꾸면 애플리케이션이 시작되지 않습니다: ${what}`,
      fix: "서비스 중인 애플리케이션은 그대로이며 이전 값을 계속 씁니다. 값을 고치거나 그 값으로 시작되는 코드를 먼저 리프트한 뒤 같은 명령을 다시 실행하세요.",
    }),
  },
  notices: {
    SECRET_KEY_REPLACED: ({ isBack }) =>
      `${isBack ? "스테이지가 생성한 `SECRET_KEY`를 다시 씁니다" : "스테이지의 `SECRET_KEY`가 바뀌었습니다"}. 모두 로그아웃되고, 이전 키로 서명한 링크와 토큰(비밀번호 재설정, JWT)은 더 이상 유효하지 않습니다.`,
    SECRETS_COPIED: ({ stage, from, names }) =>
      `"${stage}" 스테이지는 "${from}"의 시크릿을 복사해서 시작합니다: ${names.map((name) => `\`${name}\``).join(", ")}. \`SECRET_KEY\`는 복사하지 않고 자기 것을 씁니다. \`monolift secrets set NAME ${stage}\`(으)로 이 스테이지의 값만 바꿀 수 있습니다.`,
    SECRETS_NOT_TAKEN: ({ names, why }) =>
      `가져오지 않음: ${listed(names)}. ${{ "own-database": "스테이지에는 자체 데이터베이스가 있습니다", aws: "Lambda처럼 스테이지가 직접 설정합니다", runtime: "애플리케이션을 시작하기 위해 Monolift가 설정합니다" }[why]}.`,
    SECRETS_ENVIRONMENT_TAKEN: ({ file, stage, left }) =>
      `스테이지 "${stage}"에는 \`${file}\`을(를) 씁니다${left.length === 0 ? "" : `(${listed(left)} 제외)`}. 다른 것을 쓰려면 \`--environment NAME\`을 붙이세요.`,
    SECRETS_ENVIRONMENT_NONE: ({ stage, left }) =>
      `스테이지 "${stage}"에 맞는 환경 파일이 없어 공통 파일만 가져왔습니다. 남겨 둔 것: ${listed(left)}. \`--environment NAME\`으로 지정할 수 있습니다.`,
    SECRETS_FILES_LEFT: ({ files }) =>
      `이름이 어느 환경에도 맞지 않아 가져오지 않았습니다: ${listed(files)}. 가져오려면 파일을 직접 지정하세요.`,
    SECRETS_BEFORE_FILE: ({ files }) =>
      `이제부터 ${listed(files)}의 값이 아니라 스테이지의 값을 씁니다. 바꾸려면 \`monolift secrets set\`을 쓰거나 파일을 다시 가져오세요.`,
    SECRETS_OUTSIDE_PROJECT: ({ files }) =>
      `${listed(files)}은(는) 프로젝트 밖에 있어 어느 모드에서든 값이 환경 변수가 됩니다.`,
    SECRETS_AS_VARIABLES: ({ files }) =>
      `${listed(files)}의 값은 환경 변수가 됩니다. 애플리케이션이 파일을 직접 여는 경우에는 여전히 프로젝트 폴더의 파일을 읽습니다. monolift.toml의 \`[secrets]\` 테이블에 \`mode = "files"\`라고 적으면 가져온 파일을 읽습니다.`,
    SECRETS_NEED_UP: ({ files }) =>
      `${listed(files)}은(는) 다음 \`monolift up\`부터 쓸 수 있습니다. 파일의 자리가 번들의 일부이기 때문입니다.`,
  },
};
