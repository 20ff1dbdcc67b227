import type { PackagesWords } from "./en.ts";

export const packagesKo: PackagesWords = {
  errors: {
    LAMBDA_PYTHON_UNFIT: ({ specifier, from, offered }) => ({
      cause: `${from}에서 Python ${specifier}을(를) 요구하지만, Lambda에서 쓸 수 있는 것은 ${offered.join(", ")}입니다.`,
      fix: "이 가운데 하나가 들어가도록 범위를 넓히거나 monolift.toml의 app.python에 지정하세요.",
    }),
  },
  notices: {
    LAMBDA_PYTHON_OTHER: ({ taken, inspected, from }) =>
      `Lambda에서는${from === null ? "" : ` ${from}의 지정대로`} Python ${taken}(으)로 실행되지만, 여기서는 Python ${inspected}(으)로 검사했습니다. 동작이 다를 수 있습니다.`,
    LAMBDA_PYTHON_ENDED: ({ python, date }) =>
      `Python ${python}에 대한 AWS 지원은 ${date}에 끝났습니다. 보안 업데이트가 제공되지 않으며 몇 주 뒤에는 새 함수도 만들 수 없습니다. 더 새로운 버전을 선택하세요(monolift.toml의 app.python).`,
  },
};
