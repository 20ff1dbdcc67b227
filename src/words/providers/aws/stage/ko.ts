import type { StageWords } from "./en.ts";

export const stageKo: StageWords = {
  errors: {
    CANARY_WENT_BACK: ({ release, from, errors, requests }) => ({
      cause: `릴리스 ${release}을(를) 되돌렸습니다. 시험한 요청 ${requests}건 가운데 ${errors}건이 오류였습니다. 이제 모든 요청에 릴리스 ${from}이(가) 응답합니다.`,
      fix: "어떤 오류인지는 `monolift logs --errors`로 볼 수 있습니다. 이 릴리스의 마이그레이션은 적용된 채로 남습니다.",
    }),
    CANARY_ENDED: ({ release }) => ({
      cause: `릴리스 ${release}을(를) 시험하는 동안 \`live\`가 바뀌었습니다(롤백 또는 다른 \`up\`).`,
      fix: "누가 무엇을 했는지는 `monolift releases`로 볼 수 있습니다. 이 코드는 공개되어 있지 않으니, 다시 올리려면 `monolift up`을 실행해 주세요.",
    }),
    STAGE_NAMES_RUN_TOGETHER: ({ stage, owner }) => ({
      cause: `AWS에서 ${stage}의 이름은 ${owner}의 이름과 같아지는데, 그곳에 있는 것은 ${owner}의 것입니다. 아무것도 바꾸지 않았습니다.`,
      fix: "monolift.toml에서 이 프로젝트나 이 스테이지에 다른 이름을 붙여 주세요.",
    }),
    SQLITE_NOT_ON_AWS: (facts) => ({
      cause: `프로젝트 설정은 SQLite 파일(${facts.file})에 데이터를 두고, \`database = "settings"\`는 그것을 그대로 씁니다. AWS에서는 실행 환경마다 파일이 따로 생기고 환경과 함께 사라집니다.`,
      fix: `\`database = "neon"\`처럼 스테이지 전용 데이터베이스를 지정해 주세요. 프로젝트 설정은 바꾸지 않아도 됩니다.`,
    }),
    NOT_YET_ON_AWS: (facts) => ({
      cause: `이 명령은 이 컴퓨터의 스테이지에 쓰는 것인데, ${facts.stage}은(는) AWS에 있습니다.`,
      fix: `AWS의 스테이지에는 \`up\`, \`status\`, \`logs\`, \`run\`, \`open\`, \`releases\`, \`rollback\`, \`secrets\`, \`diff\`, \`doctor\`, \`list\`, \`down\`을 쓸 수 있습니다.`,
    }),
    NOTHING_TO_STOP: (facts) => ({
      cause: `${facts.stage}은(는) 요청이 없는 동안 아무것도 실행하지 않습니다. AWS에서는 멈출 것이 없고 실행 요금도 들지 않습니다.`,
      fix: `내리려면 \`monolift down ${facts.stage}\`을(를) 사용해 주세요. \`--keep-data\`를 붙이면 데이터는 남습니다.`,
    }),
    NOT_ON_AWS: (facts) => ({
      cause: `\`${facts.what}\`은(는) AWS에 있는 ${facts.stage}에서는 쓸 수 없습니다.`,
      fix: `이 옵션을 빼 주세요. 각 옵션의 뜻은 \`monolift help --all\`에서 볼 수 있습니다.`,
    }),
    DATABASE_URL_MISSING: (facts) => ({
      cause: `${facts.stage}의 데이터베이스는 이미 있는 것(\`database = "url"\`)인데, 그 위치가 등록되어 있지 않습니다.`,
      fix: `주소를 시크릿으로 등록한 뒤 다시 실행해 주세요: \`monolift secrets set DATABASE_URL ${facts.stage}\``,
    }),
    STAGE_LOCKED: (facts) => ({
      cause: `${facts.since === null ? "" : `${facts.since}부터 `}${facts.by ?? "다른 누군가"}이(가)${facts.verb === null ? "" : ` \`monolift ${facts.verb}\`(으)로`} ${facts.stage}을(를) 변경하고 있습니다. 동시에 변경하면 서로의 작업을 망치므로 아무것도 하지 않았습니다.`,
      fix: `작업이 끝난 뒤 다시 실행해 주세요. 그 컴퓨터가 사라지는 등 끝날 가망이 없다면 이어받을 수 있습니다: \`monolift up ${facts.stage} --break-lock\`(\`down\`과 \`rollback\`에서도 쓸 수 있습니다). 30분 동안 갱신되지 않으면 이 옵션은 필요 없습니다.`,
    }),
    COMMAND_NEEDS_KEYBOARD: (facts) => ({
      cause: {
        shell: `\`${facts.command}\`은(는) 키보드 입력을 기다리지만 AWS의 함수에는 키보드가 없습니다.`,
        server: `\`${facts.command}\`은(는) 페이지를 제공하는 명령인데, ${facts.stage}은(는) 이미 제공하고 있습니다.`,
        source: `\`${facts.command}\`은(는) 프로젝트의 파일을 쓰지만 AWS에 있는 ${facts.stage}의 코드는 바뀌지 않습니다.`,
        question: `\`${facts.command}\`은(는) 실행 전에 확인을 묻지만 AWS의 함수에서는 대답할 수 없습니다.`,
      }[facts.why],
      fix: {
        shell: `할 일을 한 줄로 적어 주세요: \`monolift run ${facts.stage} -- shell -c "…"\`.`,
        server: `페이지는 \`monolift open ${facts.stage}\`로 열 수 있습니다. 변경을 바로 확인하려면 \`monolift dev\`를 사용해 주세요.`,
        source: `이 컴퓨터에서 \`monolift run -- ${facts.command}\`을(를) 실행한 다음 \`monolift up ${facts.stage}\`을(를) 실행해 주세요.`,
        question: `실행해도 된다면 뒤에 \`--noinput\`을 붙여 주세요. 확인 없이 실행됩니다.`,
      }[facts.why],
    }),
    COMMAND_LOST: (facts) => ({
      cause: `${facts.function}에서 \`${facts.command}\`을(를) 실행하는 동안 AWS와의 연결이 끊어졌습니다. 끝까지 실행되었는지 알 수 없으므로 다시 시도하지 않았습니다.`,
      fix: `다시 실행하기 전에 무엇이 처리되었는지 확인해 주세요. 출력은 \`monolift logs\`에서 볼 수 있습니다${facts.requestId === null ? "" : `(\`--request ${facts.requestId}\`로 좁힐 수 있습니다)`}.`,
    }),
    COMMAND_FUNCTION_FAILED: (facts) => ({
      cause: `명령을 실행하기 전에 함수 ${facts.function}이(가) 실패했습니다: ${facts.what}`,
      fix: `\`monolift logs\`에서 그 함수의 출력을 확인해 주세요. AWS에서 실패하는 것으로 알려진 점은 \`monolift doctor\`가 알려 줍니다.`,
    }),
  },
  notices: {
    CANARY_OTHER_FUNCTIONS: (facts) =>
      `릴리스 ${facts.release}은(는) 이전 릴리스와 함수 구성이 달라서([isolate]) 처음부터 모든 요청을 받습니다. 카나리는 같은 함수의 버전끼리 요청을 나누기 때문입니다.`,
    CANARY_WATCHED: ({ release, requests, errors, secondsLeft }) =>
      `릴리스 ${release}: 요청 ${requests}건, 오류 ${errors}건, ${secondsLeft}초 남음`,
    CANARY_LEFT_ALONE: ({ release, from, percent }) =>
      `릴리스 ${release}에는 계속 요청의 ${percent}%가 가지만 이제 아무도 지켜보지 않습니다. 같은 코드로 \`monolift up\`을 실행하면 이어서 지켜보고, \`monolift rollback\`을 실행하면 모든 요청에 릴리스 ${from}이(가) 응답합니다.`,
    AWS_LIVE_UNKNOWN: (facts) =>
      `${facts.stage}의 \`live\`가 함수의 버전 ${facts.version}을(를) 가리키지만 Monolift의 릴리스가 아닙니다. 누군가 직접 바꾸었거나 릴리스 기록이 사라졌습니다.`,
    AWS_IDENTITY_KEPT: (facts) =>
      `[stages.${facts.stage}]에 계정(${facts.account})과 리전(${facts.region})을 적어 두었습니다. 다른 자격 증명으로 하나 더 만들어지는 일은 없습니다.`,
    STAGE_LOCK_TAKEN: (facts) =>
      `${facts.by}의 \`monolift ${facts.verb}\`(${facts.since})이(가) ${facts.stage}의 잠금을 풀지 않았습니다. 하다 만 작업은 이어서 하거나 새로 합니다.`,
    AWS_NOT_ASKED: (facts) =>
      `AWS에 물어볼 수 없어서 ${facts.stages.join(", ")}을(를) 표시하지 못했습니다. ${facts.cause}`,
    COMMAND_LIMIT: (facts) =>
      `AWS에서는 명령을 ${facts.minutes}분까지 실행할 수 있습니다. 더 걸리면 중간에 끝나며, 커밋된 내용은 남지만 열려 있던 트랜잭션은 사라집니다.`,
    COMMAND_GOES_ON: (facts) =>
      `\`${facts.command}\`은(는) AWS에서 계속 실행됩니다. 멈춘 것은 없습니다. 결과는 \`monolift logs ${facts.stage}${facts.requestId === null ? "" : ` --request ${facts.requestId}`}\`에서 볼 수 있습니다.`,
    ALERTS_NOBODY: (facts) =>
      `${facts.stage}에 문제가 생겨도 아무에게도 알리지 않습니다. monolift.toml의 \`[alerts]\`에 \`email\`이 없기 때문입니다. 적어 두면 AWS가 메일로 알립니다(계정마다 무료인 알람 10개로 스테이지 두 개까지 됩니다).`,
    ALERTS_CONFIRM: (facts) =>
      `AWS가 ${facts.email}(으)로 확인 메일을 보냈습니다. 메일의 링크를 열기 전에는 문제가 생겨도 알리지 않습니다.`,
    ALERTS_NO_BUDGET: (facts) =>
      `${facts.region}의 CloudFormation은 예산을 만들지 못하므로, 한 달 요금이 커져도 알리지 않습니다. 여기에서 만들어 주세요: https://console.aws.amazon.com/costmanagement/home#/budgets`,
    MAIL_AS_IN_SETTINGS: (facts) =>
      `${facts.stage}의 메일은 프로젝트 설정대로 보냅니다. monolift.toml의 \`[mail]\`에 \`from\`이 없기 때문입니다. 적어 두면 Amazon SES가 보냅니다.`,
    MAIL_RECORDS_NEEDED: (facts) =>
      `SES가 ${facts.identity}에서 메일을 보내려면 DNS에 다음 레코드가 필요합니다: ${facts.records.map(({ name, type, value }) => `\`${name} ${type} ${value}\``).join(", ")}.`,
    MAIL_STILL_VALIDATING: (facts) =>
      `SES가 ${facts.identity}의 소유자를 아직 확인하고 있습니다. 끝날 때까지 메일은 나가지 않습니다(보통 몇 분 걸립니다).`,
    MAIL_ADDRESS_ASKED: (facts) =>
      `AWS가 ${facts.address}(으)로 확인 메일을 보냈습니다. 메일의 링크를 열기 전에는 이 주소로 메일을 보낼 수 없습니다.`,
    MAIL_SANDBOX: (facts) =>
      `${facts.region}의 SES는 아직 샌드박스에 있습니다. 확인된 주소로만 하루 200통까지 보낼 수 있습니다. 프로덕션 액세스는 여기에서 신청해 주세요: https://${facts.region}.console.aws.amazon.com/ses/home?region=${facts.region}#/account`,
    RESTORE_POINT_NOT_MADE: (facts) =>
      `복원 지점을 만들지 않았습니다. ${facts.stage}의 데이터베이스는 다른 곳에서 관리되기 때문입니다. 필요하다면 그쪽에서 백업해 주세요.`,
  },
};
