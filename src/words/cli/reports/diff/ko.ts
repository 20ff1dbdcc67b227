import type { DiffWords } from "./en.ts";

/** The words about what `up` would do, in Korean. */
export const diffKo: DiffWords = {
  nothing: (release, stage) =>
    `바뀐 것이 없습니다. monolift up을 해도 ${stage}의 릴리스 ${release}번 그대로입니다.`,
  nothingStopped: (release, stage) =>
    `바뀐 것이 없습니다. monolift up은 ${stage}의 릴리스 ${release}번을 다시 시작합니다.`,
  first: (stage) => `monolift up은 ${stage}의 첫 릴리스를 만듭니다.`,
  next: (stage, release) => `monolift up은 ${stage}의 새 릴리스를 만듭니다. 릴리스 ${release}번과의 차이:`,
  parts: "새로 만드는 것",
  partNames: { code: "코드", dependencies: "의존성", runtime: "Monolift", configuration: "설정" },
  code: "코드",
  packages: "패키지",
  application: "애플리케이션",
  applicationParts: {
    frameworkVersion: "프레임워크",
    languageVersion: "Python",
    settingsModule: "설정 모듈",
    interface: "인터페이스",
    application: "애플리케이션",
  },
  resources: "리소스",
  routes: "라우트",
  models: "모델",
  migrations: "마이그레이션",
  notAsked: "스테이지가 서비스 중이 아니라서 알 수 없습니다",
  notJudged: (problem) => `무엇을 할지 알아내지 못했습니다${problem === null ? "" : `: ${problem}`}`,
  risks: "살펴볼 설정",
  risksGone: "해소",
  secrets: (names) => `이 릴리스 뒤에 설정되어 이미 적용된 시크릿: ${names}`,
  canary: (percent, time, threshold) =>
    `먼저 시험합니다: 요청의 ${percent}%를 ${time} 동안 받고, 오류가 ${threshold}%를 넘으면 되돌아갑니다.`,
  up: "실행하기",
};
