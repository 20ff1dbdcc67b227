import { awsKo } from "./aws/ko.ts";
import type { Words } from "./en.ts";
import { secretsKo } from "./secrets/ko.ts";

/** What `providers` says, in Korean. */
export const ko: Words = {
  errors: {
    ...secretsKo.errors,
    ...awsKo.errors,
    NAME_TAKEN: ({ name, root }) => ({
      cause: `"${name}"이라는 이름은 ${root}의 프로젝트가 쓰고 있습니다. 두 애플리케이션이 실수로 같은 데이터베이스를 쓰는 일은 없어야 합니다.`,
      fix: `monolift.toml의 \`name\`을 다른 이름으로 바꾸세요. 같은 프로젝트이고 다른 쪽이 복사본일 뿐이라면 먼저 \`monolift down ${name}/local\`로 끝내세요.`,
    }),
    PROCESS_DOES_NOT_END: ({ pid }) => ({
      cause: `백그라운드 프로세스 ${pid}에 종료를 요청했지만 30초가 지나도 남아 있습니다.`,
      fix: `\`kill -9 ${pid}\`로 종료한 뒤 명령을 다시 실행하세요. 데이터는 사라지지 않습니다.`,
    }),
  },
  notices: { ...secretsKo.notices, ...awsKo.notices },
};
