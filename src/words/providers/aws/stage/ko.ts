import type { StageWords } from "./en.ts";

export const stageKo: StageWords = {
  errors: {
    COMMAND_LOST: (facts) => ({
      cause: `${facts.function}에서 \`${facts.command}\`을(를) 실행하는 동안 AWS와의 연결이 끊어졌습니다. 끝까지 실행되었는지 알 수 없으므로 다시 시도하지 않았습니다.`,
      fix: `다시 실행하기 전에 무엇이 처리되었는지 확인해 주세요. 출력은 \`monolift logs\`에서 볼 수 있습니다${facts.requestId === null ? "" : `(\`--request ${facts.requestId}\`로 좁힐 수 있습니다)`}.`,
    }),
    COMMAND_FUNCTION_FAILED: (facts) => ({
      cause: `명령을 실행하기 전에 함수 ${facts.function}이(가) 실패했습니다: ${facts.what}`,
      fix: `\`monolift logs\`에서 그 함수의 출력을 확인해 주세요. AWS에서 실패하는 것으로 알려진 점은 \`monolift doctor\`가 알려 줍니다.`,
    }),
  },
  notices: {},
};
