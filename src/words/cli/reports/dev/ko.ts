import type { DevWords } from "./en.ts";

/** The words of `dev`, in Korean. */
export const devKo: DevWords = {
  watching: (folder, release) =>
    `릴리스 ${release}이(가) 실행 중입니다. ${folder}의 변경을 지켜봅니다(^C로 종료).`,
  by: { static: "정적 파일", uploads: "업로드", gateway: "게이트웨이" },
  cold: (time) => `콜드 ${time}`,
  left: "끊김",
  reloaded: (files, time) => `${files === "" ? "변경을" : `${files} 변경을`} 반영했습니다(${time})`,
  released: (files, release, time) =>
    `${files === "" ? "변경을" : `${files} 변경을`} 담은 릴리스 ${release}을(를) 만들었습니다(${time})`,
  moreFiles: (n) => `외 ${n}개`,
  servedOn: "직전까지 실행되던 것이 그대로 실행됩니다. 다음에 변경하면 바로 다시 시도합니다.",
  endedAhead: (stage, release) =>
    `${stage}은(는) 릴리스 ${release}(으)로 돌아갔습니다. 지금 폴더의 내용은 monolift up으로 릴리스가 됩니다.`,
  ended: (stage, release) =>
    `${stage}에서는 릴리스 ${release}이(가) 계속 실행됩니다. 끝내려면 monolift stop을 실행하세요.`,
};
