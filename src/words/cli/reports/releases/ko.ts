import type { ReleaseWords } from "./en.ts";

/** The words about releases in Korean. */
export const releasesKo: ReleaseWords = {
  release: "릴리스",
  state: "상태",
  released: "시각",
  by: "실행한 사람",
  size: "크기",
  migrations: "마이그레이션",
  changed: "바뀐 것",
  commit: "커밋",
  states: { live: "서비스 중", canary: "카나리", kept: "" },
  parts: {
    code: "코드",
    dependencies: "의존 패키지",
    runtime: "Monolift",
    configuration: "설정",
  },
  dirty: "(커밋하지 않은 변경 있음)",
  none: "아직 릴리스가 없습니다. monolift up으로 만듭니다.",
  rollbackHint: "monolift rollback --to 번호로 그중 하나로 되돌릴 수 있습니다.",
  history: "지금까지의 전환",
  moved: {
    up: (from, to) => (from === null ? `${to}` : `${from} → ${to}`),
    rollback: (from, to) => `${from} → ${to}, 롤백`,
    passed: (from, to) => `${from} → ${to}, 카나리를 거침`,
    wentBack: (to, seen) => `${to}번 카나리 취소: ${seen}`,
    cutShort: (to) => `${to}번 카나리 중단`,
  },
  canary: {
    title: (release, percent, from) =>
      `카나리: 릴리스 ${release}번이 요청의 ${percent}%에, 릴리스 ${from}번이 나머지에 응답하고 있습니다.`,
    time: (watched, whole) => `${whole} 가운데 ${watched} 지남`,
    threshold: (percent, metric) => `${metric}이 ${percent}%를 넘으면 되돌아갑니다`,
    metrics: { "5xx": "5xx 응답", errors: "실패한 호출" },
    side: (release) => `릴리스 ${release}번`,
    requests: (n) => `요청 ${n.toLocaleString("ko")}건`,
    errors: (n, share) => `오류 ${n.toLocaleString("ko")}건(${share})`,
    throttles: (n) => `스로틀링 ${n.toLocaleString("ko")}건`,
    errorsOf: (errors, requests, metric) =>
      `${requests.toLocaleString("ko")}건 중 ${errors.toLocaleString("ko")}건이 ${metric}`,
    wentBack: (release, from, age, seen) =>
      `릴리스 ${release}번의 카나리는 ${age}에 릴리스 ${from}번으로 되돌아갔습니다(${seen}).`,
  },
  rolledBack: (from, to, by, age) =>
    `${age}에 ${by === null ? "" : `${by} 사용자가 `}릴리스 ${from}번에서 ${to}번으로 롤백했습니다.`,
  rollback: {
    serving: (release, stage, from) =>
      `이제 ${stage}에서 릴리스 ${release}번이 서비스됩니다. 릴리스 ${from}번은 더 이상 서비스되지 않습니다.`,
    canaryEnded: (canary, release, stage) =>
      `릴리스 ${canary}번의 카나리가 끝났습니다. ${stage}에서는 릴리스 ${release}번이 모든 요청에 응답합니다.`,
    moved: (time) => `전환에 걸린 시간은 ${time}입니다.`,
    migrations: (release, names) =>
      `다음 마이그레이션은 릴리스 ${release}번에 없지만 적용된 채로 남습니다: ${names}`,
    stays: (secrets) =>
      `${secrets === null ? "데이터, 업로드, 시크릿은 그대로입니다" : `시크릿은 버전 ${secrets}(으)로 돌아갔습니다. 데이터와 업로드는 그대로입니다`}. 열려 있는 페이지를 위해 더 새로운 릴리스의 정적 파일도 남겨 둡니다.`,
    up: "지금 폴더의 내용을 리프트하기",
    releases: "남아 있는 릴리스와 지금까지의 전환 보기",
  },
  up: {
    trying: (release, stage, percent, time, threshold) =>
      `${stage}의 릴리스 ${release}번을 시험하는 중입니다. ${time} 동안 요청의 ${percent}%를 받고, 오류가 ${threshold}%를 넘지 않으면 그 뒤 모두 받습니다.`,
    status: "상황 보기",
    rollback: "바로 중단하기",
  },
};
