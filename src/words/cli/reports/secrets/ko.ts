import type { SecretReportWords } from "./en.ts";

/** The words about secrets in Korean. */
export const secretReportsKo: SecretReportWords = {
  name: "시크릿",
  changed: "변경",
  from: "출처",
  usedAs: "전달 방식",
  uses: { variable: "환경 변수", file: "파일" },
  origins: {
    generated: () => "자동 생성",
    given: (by) => (by === null ? "직접 입력" : `${by} 입력`),
  },
  getHint: "monolift secrets get NAME으로 값을 보고, monolift secrets set NAME으로 바꿉니다.",
  question: (name) => `${name}의 값(화면에 표시되지 않습니다)`,
  whichEnvironment: "이 스테이지에는 어느 것을 쓸까요?",
  set: (stage, names) => `${stage}에 보관했습니다: ${names}`,
  removed: (stage, names) => `${stage}에서 삭제했습니다: ${names}`,
  unchanged: (stage) => `바뀐 것이 없습니다. ${stage}에는 이미 이 값이 있습니다.`,
  more: (count) => `외 ${count}개`,
  effects: {
    now: "지금 적용되었습니다. 새 샌드박스가 응답하고 있으며 잃은 요청은 없습니다.",
    "next-up": "다음 monolift up부터 적용됩니다.",
  },
};
