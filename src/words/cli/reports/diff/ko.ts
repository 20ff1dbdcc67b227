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
  doorRoutes: "전용 함수가 맡는 요청",
  models: "모델",
  migrations: "마이그레이션",
  notAsked: "스테이지가 서비스 중이 아니라서 알 수 없습니다",
  notJudged: (problem) => `무엇을 할지 알아내지 못했습니다${problem === null ? "" : `: ${problem}`}`,
  notTold: (problem) => `알아보지 못했습니다: ${problem}`,
  data: "데이터",
  emptyRows: "빈 상태로 시작하고, 거기에 쓴 것은 예전 것으로 되돌려도 따라오지 않습니다. 되돌릴 수 없습니다",
  otherRows: "그때부터는 거기에 있는 것이 쓰입니다",
  stack: {
    title: "AWS가 할 일",
    actions: {
      create: "생성",
      update: "변경",
      replace: "교체",
      delete: "삭제",
      retain: "스택에서 빠지고 남음",
    },
    irreversible: "되돌릴 수 없음",
    downtime: "그동안 요청 실패",
    why: {
      new: "아직 아무것도 이쪽으로 오지 않습니다",
      "in-place": "그 자리에서 바뀝니다",
      "new-first": "새것이 생긴 뒤에 예전 것이 없어집니다",
      "no-data": "안에 데이터가 없습니다",
      kept: "그대로 남습니다",
      "version-waits": "확인이 끝나기 전에는 아무도 이쪽으로 오지 않습니다",
      "live-stays": "요청은 게시된 버전이 받고, 그 버전은 바뀌지 않습니다",
      "at-once": "서비스 중인 릴리스에도 바로 적용됩니다",
      "versions-go": "서비스 중인 버전도, 되돌아갈 버전도 함께 없어집니다",
      "address-goes": "같은 주소는 다시 쓸 수 없습니다",
      "way-goes": "다른 것이 생길 때까지 이 길로 오는 요청은 닿지 않습니다",
      "lines-go": "로그의 줄이 지워집니다",
      "takes-minutes": "모든 곳에 알려지는 데 몇 분 걸립니다",
      "ip-goes": "같은 IP 주소는 다시 쓸 수 없습니다",
    },
    harmless: "그동안 실패하는 요청은 없고, 모두 되돌릴 수 있습니다.",
    idle: ({ before, after, region }) => {
      if (after === null) return `아무도 쓰지 않는 달의 비용은 ${region}에서는 알 수 없습니다.`;
      const said = `아무도 쓰지 않는 달의 비용은 ${after}입니다(${region} 정가, 세금 별도).`;
      return before === null || before === after ? said : `${said} 지금은 ${before}입니다.`;
    },
  },
  risks: "살펴볼 설정",
  risksGone: "해소",
  secrets: (names) => `이 릴리스 뒤에 설정되어 이미 적용된 시크릿: ${names}`,
  secretsNext: (names) => `이 릴리스 뒤에 설정되어 새 릴리스부터 적용되는 시크릿: ${names}`,
  canary: (percent, time, threshold) =>
    `먼저 시험합니다: 요청의 ${percent}%를 ${time} 동안 받고, 오류가 ${threshold}%를 넘으면 되돌아갑니다.`,
  up: "실행하기",
};
