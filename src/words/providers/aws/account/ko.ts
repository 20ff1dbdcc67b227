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
  },
  notices: {},
};
