import type { Words } from "./en.ts";

const quoted = (names: readonly string[], mark = ""): string =>
  names.map((name) => `\`${mark}${name}\``).join(" 또는 ");

/** What `cli` says, in Korean. */
export const ko: Words = {
  errors: {
    UNKNOWN_VERB: (facts) => ({
      cause: `\`${facts.input}\` 명령은 없습니다.`,
      fix:
        facts.nearest.length > 0
          ? `혹시 ${quoted(facts.nearest)}인가요?`
          : "`monolift help --all`로 모든 명령을 볼 수 있습니다.",
    }),
    UNKNOWN_SUBCOMMAND: (facts) => ({
      cause: `\`${facts.verb}\`에는 \`${facts.input}\` 하위 명령이 없습니다.`,
      fix:
        facts.nearest === null
          ? `쓸 수 있는 것: ${facts.known.map((one) => `\`${facts.verb} ${one}\``).join(", ")}.`
          : `혹시 \`${facts.verb} ${facts.nearest}\`인가요?`,
    }),
    UNKNOWN_FLAG: (facts) => ({
      cause: `\`${facts.verb}\`에는 \`${facts.flag}\` 옵션이 없습니다.`,
      fix:
        facts.nearest.length > 0
          ? `혹시 ${quoted(facts.nearest, "--")}인가요?`
          : `\`monolift ${facts.verb} --help\`로 옵션을 볼 수 있습니다.`,
    }),
    FLAG_NEEDS_VALUE: (facts) => ({
      cause: `\`--${facts.flag}\` 뒤에는 값이 필요합니다.`,
      fix: `쓸 수 있는 값은 \`monolift ${facts.verb} --help\`에 있습니다.`,
    }),
    FLAG_TAKES_NO_VALUE: (facts) => ({
      cause: `\`--${facts.flag}\`에는 값을 줄 수 없는데 \`${facts.input}\` 값이 있습니다.`,
      fix: `\`--${facts.flag}\`만 쓰세요.`,
    }),
    FLAG_TWICE: (facts) => ({
      cause: `\`--${facts.flag}\` 옵션이 두 번 지정되었습니다: \`${facts.first}\`, \`${facts.second}\``,
      fix: "하나만 남겨 주세요.",
    }),
    UNKNOWN_LANGUAGE: (facts) => ({
      cause: `\`${facts.input}\` 언어는 지원하지 않습니다.`,
      fix: "`--lang`에는 `en`(영어), `ja`(일본어), `ko`(한국어)를 쓸 수 있습니다.",
    }),
    BAD_PORT: (facts) => ({
      cause: `\`${facts.input}\` 값은 포트 번호가 아닙니다.`,
      fix: "`--port`에는 1024부터 65535까지의 숫자를 쓰세요. 예: `--port 8080`",
    }),
    BAD_POINT: ({ input }) => ({
      cause: `\`${input}\`은(는) 복원 지점의 번호가 아닙니다.`,
      fix: "번호는 `monolift data points`로 볼 수 있습니다. `--to 3`이면 복원 지점 3으로 되돌립니다.",
    }),
    RESTORE_NEEDS_ANSWER: {
      cause:
        "`data restore`는 행과 파일을 바꾸기 전에 묻는데, 여기서는 물을 수 없습니다(터미널이 없거나 `--json`).",
      fix: "뜻한 것이라면 `--yes`를 붙이세요. 바뀌는 데이터는 복원 지점으로 남습니다.",
    },
    RESTORE_DECLINED: ({ name, stage }) => ({
      cause: `복원하지 않았습니다. ${name}/${stage}은(는) 그대로입니다.`,
      fix: "복원할 수 있는 것은 `monolift data points`로 볼 수 있습니다.",
    }),
    BAD_RELEASE: ({ input }) => ({
      cause: `\`${input}\`은(는) 릴리스 번호가 아닙니다.`,
      fix: "번호는 `monolift releases`로 볼 수 있습니다. `3`처럼 숫자만 적습니다.",
    }),
    FILE_NOT_WRITTEN: ({ file, problem }) => ({
      cause: `${file}에 쓸 수 없습니다: ${problem}`,
      fix: "`--out`으로 다른 파일을 지정하세요.",
    }),
    ONE_VIEW_AT_A_TIME: ({ flags }) => ({
      cause: `${flags.join("과(와) ")}은(는) 각각 하나의 문서이므로 함께 쓸 수 없습니다.`,
      fix: "하나만 지정하세요.",
    }),
    NO_GRAPHQL_SCHEMA: {
      cause: "라우트에도, `GRAPHENE`에도, 프로젝트의 모듈에도 GraphQL 스키마가 없습니다.",
      fix: '뷰에 스키마를 넘기거나 설정에 적으세요: `GRAPHENE = {"SCHEMA": "shop.schema.schema"}`.',
    },
    OUT_NEEDS_COLD: {
      cause: "`doctor`의 `--out`은 `--cold`의 그림을 저장할 파일이며, `--cold` 없이는 그림이 없습니다.",
      fix: "`--cold`를 붙이세요. 찾은 것을 데이터로 받으려면 `--json`이 있습니다.",
    },
    BAD_SINCE: (facts) => ({
      cause: `\`--since\`에 쓴 \`${facts.input}\` 값을 시각으로 읽을 수 없습니다.`,
      fix: "얼마 전부터인지(`30s`, `10m`, `2h`, `3d`) 또는 날짜와 시각(`2026-05-01T09:00`)으로 쓰세요.",
    }),
    ARGUMENT_MISSING: ({ verb, argument }) => ({
      cause: `\`${verb}\`에는 ${argument}이(가) 필요합니다.`,
      fix: `무엇을 쓸 수 있는지는 \`monolift ${verb} --help\`에서 볼 수 있습니다.`,
    }),
    TOO_MANY_ARGUMENTS: (facts) => ({
      cause: `\`${facts.verb}\` 명령에는 \`${facts.input}\` 인자를 쓸 수 없습니다.`,
      fix: `쓸 수 있는 것은 \`monolift ${facts.verb} --help\`에 있습니다.`,
    }),
    RUN_NEEDS_COMMAND: (facts) => ({
      cause: "`run`으로 실행할 명령이 없습니다.",
      fix: `\`--\` 뒤에 쓰세요: \`monolift run -- ${facts.given ?? "migrate"}\``,
    }),
    NOTHING_AFTER_DASHES: (facts) => ({
      cause: `\`${facts.verb}\` 명령은 \`--\` 뒤에 아무것도 받지 않는데 다음이 있습니다: \`${facts.input}\``,
      fix: `\`--\`는 \`run\`에서만 씁니다: \`monolift run -- ${facts.input}\``,
    }),
    SECRET_ON_COMMAND_LINE: ({ name, isPerhapsStage }) => ({
      cause: isPerhapsStage
        ? `\`${name}\` 뒤에 있는 것은 스테이지 이름이 아닙니다. 혹시 값인가요? 프로그램의 인수는 같은 컴퓨터의 다른 사용자가 볼 수 있고 셸 기록에도 남습니다.`
        : "값을 명령줄에 적을 수 없습니다. 프로그램의 인수는 같은 컴퓨터의 다른 사용자가 볼 수 있고 셸 기록에도 남습니다.",
      fix: `\`monolift secrets set ${name}\`은(는) 값을 물어보거나 파이프에서 받습니다. 입력한 것이 실제로 쓰이는 값이라면 기록에 남았으니 발급한 곳에서 바꾸세요.`,
    }),
    SECRET_NEEDS_VALUE: ({ name }) => ({
      cause: `\`${name}\`의 값을 입력하거나 파이프로 넘겨야 하는데, 여기서는 물어볼 수 없습니다(터미널이 없거나 \`--json\`이 있습니다).`,
      fix: `파이프로 넘기세요: \`monolift secrets set ${name} < FILE\`, 또는 다른 프로그램의 출력에서.`,
    }),
    SECRET_EMPTY: ({ name }) => ({
      cause: `\`${name}\`의 값이 비어 있어 아무것도 바꾸지 않았습니다.`,
      fix: `프로그램이 값을 쓰기로 되어 있었다면 왜 비었는지 확인하세요. 시크릿을 삭제하려면 \`monolift secrets unset ${name}\`을(를) 쓰세요.`,
    }),
    SECRET_NOT_TEXT: ({ name }) => ({
      cause: `\`${name}\`의 값이 UTF-8 텍스트가 아닙니다.`,
      fix: "바이너리 데이터는 `base64`로 바꿔 저장하고 settings에서 복호화하세요.",
    }),
    DOWN_NEEDS_ANSWER: {
      cause:
        "`down`은 데이터를 지우기 전에 확인하는데, 여기서는 물어볼 수 없습니다(터미널이 없거나 `--json`이 지정됨).",
      fix: "`--delete-data`(데이터도 삭제)나 `--keep-data`(데이터는 보존)를 지정하세요.",
    },
    DOWN_TWO_ANSWERS: {
      cause: "`--delete-data`와 `--keep-data`는 함께 쓸 수 없습니다.",
      fix: "하나만 남겨 주세요.",
    },
    DOWN_DECLINED: (facts) => ({
      cause: `아무것도 제거하지 않았습니다. ${facts.name}/${facts.stage} 스테이지는 그대로입니다.`,
      fix: "데이터를 남기고 제거하려면 `monolift down --keep-data`를 쓰세요.",
    }),
    INTERRUPTED: (facts) => ({
      cause: "중단했습니다.",
      fix: `이어서 하려면 \`monolift ${facts.verb}\` 명령을 다시 실행하세요.`,
    }),
    DISK_FULL: (facts) => ({
      cause: `디스크가 가득 찼습니다${facts.path === null ? "" : `(${facts.path} 쓰기 실패)`}.`,
      fix: "공간을 확보한 뒤 같은 명령을 다시 실행하세요. 이전에 동작하던 것은 그대로입니다.",
    }),
    NO_PERMISSION: (facts) => ({
      cause: `${facts.path} 경로를 읽거나 쓸 권한이 없습니다.`,
      fix: "이 사용자에게 권한을 준 뒤 같은 명령을 다시 실행하세요.",
    }),
    BUG: (facts) => ({
      cause: `Monolift 자체의 결함이며 프로젝트의 문제가 아닙니다. (${facts.message})`,
      fix:
        facts.report === null
          ? "아래 내용과 함께 알려 주세요."
          : `${facts.report} 파일과 함께 알려 주세요. 자세한 내용만 있고 비밀 값은 없습니다.`,
    }),
    WINDOWS: {
      cause: "Monolift는 Windows에서 바로 실행되지 않습니다.",
      fix: "WSL을 쓰면 Windows 안에서 실행됩니다. PowerShell에서 `wsl --install`을 실행하고, 열린 Linux에 Node와 Monolift를 설치하세요. https://learn.microsoft.com/ko-kr/windows/wsl/install",
    },
    NODE_TOO_OLD: (facts) => ({
      cause: `현재 Node는 ${facts.version}입니다. Monolift에는 ${facts.needed} 이상이 필요합니다.`,
      fix: "https://nodejs.org에서 새 버전을 설치하세요.",
    }),
  },
  notices: {
    LANGUAGE_NOT_REMEMBERED: (facts) =>
      `언어 설정을 ${facts.file}에 저장하지 못했습니다(${facts.reason}). 이번 명령에만 적용됩니다.`,
  },
};
