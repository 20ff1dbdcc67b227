import type { AccountWords } from "./en.ts";

export const accountKo: AccountWords = {
  errors: {
    AWS_REGION_MISSING: (facts) => ({
      cause: `스테이지 ${facts.stage}을(를) 둘 리전이 파일에도 AWS 설정에도 없습니다.`,
      fix: `[stages.${facts.stage}]에 \`region = "ap-northeast-2"\`처럼 적거나 \`AWS_REGION\`을 설정해 주세요.`,
    }),
    AWS_CREDENTIALS_MISSING: (facts) => ({
      cause: `이 컴퓨터에서 AWS 자격 증명을 찾을 수 없습니다(${facts.message}).`,
      fix: `\`aws sso login\`이나 \`aws configure\`로 로그인하거나, \`AWS_PROFILE\`로 프로필을 지정하거나, \`AWS_ACCESS_KEY_ID\`와 \`AWS_SECRET_ACCESS_KEY\`를 설정한 뒤 다시 실행해 주세요.`,
    }),
    AWS_CREDENTIALS_REFUSED: (facts) => ({
      cause: `AWS가 자격 증명을 받아들이지 않았습니다: ${facts.message} (${facts.reason})`,
      fix: `다시 로그인하거나(\`aws sso login\`) 키와 이 컴퓨터의 시계를 확인한 뒤 다시 실행해 주세요.`,
    }),
    AWS_UNREACHABLE: (facts) => ({
      cause: `${facts.region}의 AWS가 응답하지 않습니다: ${facts.message}`,
      fix: `네트워크, 프록시, 리전 이름, 설정했다면 \`AWS_ENDPOINT_URL\`을 확인해 주세요. 아무것도 바뀌지 않았습니다.`,
    }),
    AWS_ACCOUNT_OTHER: (facts) => ({
      cause: `스테이지 ${facts.stage}은(는) 계정 ${facts.wanted}에 있는데, 자격 증명(${facts.caller})은 ${facts.given}의 것입니다. 아무것도 하지 않았습니다.`,
      fix: `\`AWS_PROFILE\` 등으로 ${facts.wanted}의 자격 증명을 사용해 주세요. 다른 계정으로 옮기려면 다른 이름의 스테이지를 만들어 거기에 복제해 주세요.`,
    }),
    AWS_ACCESS_DENIED: (facts) => ({
      cause: `${facts.caller}에게 ${facts.target === null ? "" : `${facts.target}에 대한 `}${facts.action === null ? "이 작업" : `\`${facts.action}\``} 권한이 없습니다: ${facts.message}`,
      fix: "AWS 계정 관리자에게 이 권한을 추가해 달라고 요청한 뒤 다시 실행해 주세요. 멈춘 곳부터 이어집니다.",
    }),
    AWS_THROTTLED: (facts) => ({
      cause: `${facts.region}의 AWS에 요청이 너무 많아 여러 번 시도해도 받아들여지지 않았습니다: ${facts.message}`,
      fix: "같은 계정에서 다른 배포 등이 AWS를 많이 호출하고 있는 것 같습니다. 잠시 후 다시 실행해 주세요. 멈춘 곳부터 이어집니다.",
    }),
    AWS_OUT_OF_SIGHT: (facts) => ({
      cause: `도중에 ${facts.region}의 AWS에 더 이상 연결할 수 없게 되었습니다: ${facts.message}`,
      fix: "그때까지 한 일은 그대로 남고, AWS가 시작한 일은 AWS에서 계속됩니다. 네트워크가 복구되면 다시 실행해 주세요. 이어서 진행합니다.",
    }),
    AWS_CALL_REFUSED: (facts) => ({
      cause: `AWS가 호출을 거부했습니다: ${facts.message} (${facts.reason})`,
      fix: "AWS가 알려 준 원인을 해결한 뒤 다시 실행해 주세요. 멈춘 곳부터 이어집니다. 직접 고칠 수 있는 것이 없다면 이 메시지와 함께 알려 주세요.",
    }),
    ONLY_ON_AWS: (facts) => ({
      cause: `\`${facts.what}\`는 AWS 스테이지를 위한 것인데, ${facts.stage}은(는) 이 컴퓨터의 스테이지입니다.`,
      fix: `빼고 실행해 주세요. 여기서 처음부터 다시 시작하려면 먼저 \`monolift down ${facts.stage}\`로 스테이지를 내려 주세요.`,
    }),
    AWS_DATABASE_OTHER: (facts) => ({
      cause: `${facts.stage}의 행은 지금의 데이터베이스(${facts.from}, 릴리스 ${facts.release}번)에 있는데, 파일에는 \`database = "${facts.to}"\`라고 적혀 있습니다. 새 데이터베이스에는 행이 하나도 없고, 거기에 쓴 것은 예전 것으로 되돌려도 따라오지 않습니다. 바뀐 것은 없습니다.`,
      fix: `\`database = "${facts.from}"\`(으)로 되돌려 주세요. 행을 옮기려면 다른 이름의 스테이지를 \`--from ${facts.stage}\`(으)로 만들어 주세요. 빈 데이터베이스로 시작하려면 \`monolift up ${facts.stage} --new-empty\`를 실행해 주세요. 그러면 예전 데이터베이스는 지울 때까지 쓰이지 않은 채 남습니다.`,
    }),
    AWS_STAGE_ELSEWHERE: (facts) => ({
      cause: `${facts.region}에는 ${facts.name}/${facts.stage}이(가) 없지만, 이 프로젝트의 ${facts.otherName}/${facts.stage}이(가) ${facts.otherRegion}에 있고 ${facts.engine === null ? "" : `데이터베이스(${facts.engine}), `}업로드된 파일, 시크릿을 가지고 있습니다(릴리스 ${facts.release}번, ${facts.date}). 새 스테이지에는 그중 아무것도 없습니다. 바뀐 것은 없습니다.`,
      fix: `${facts.otherName === facts.name ? `[stages.${facts.stage}]에 다시 \`region = "${facts.otherRegion}"\`(이)라고 적어 주세요` : `다시 \`name = "${facts.otherName}"\`(이)라고 적어 주세요`}. 빈 상태로 시작하는 두 번째 것을 만들려면 \`monolift up ${facts.stage} --new-empty\`를 실행해 주세요. 다른 하나는 그대로 남습니다.`,
    }),
  },
  notices: {
    AWS_ELSEWHERE_NOT_ASKED: (facts) =>
      `${facts.stage}이(가) 다른 이름이나 다른 리전에 이미 있는지 알아보지 못했습니다. 자격 증명에 \`${facts.action}\` 권한이 없습니다.`,
  },
};
