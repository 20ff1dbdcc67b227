import type { DataWords } from "./en.ts";

/** The words about restore points, exports and imports in Korean. */
export const dataKo: DataWords = {
  point: "번호",
  made: "만든 때",
  reason: "이유",
  release: "릴리스",
  size: "크기",
  by: "실행자",
  reasons: {
    migration: "마이그레이션 전",
    restore: "복원으로 바뀜",
    import: "가져오기로 바뀜",
  },
  none: (stage) => `${stage}에는 복원 지점이 없습니다. 되돌릴 수 없는 마이그레이션 전에 만들어집니다.`,
  pointsHint: "monolift data restore --to 번호로 그중 하나로 되돌릴 수 있습니다.",
  ask: {
    title: (stage, point, age) => `${stage}을(를) 복원 지점 ${point}(${age})(으)로 되돌립니다:`,
    goes: "지금 있는 것",
    comes: "돌아올 것",
    amounts: (rows, files) => `${rows}, ${files}`,
    uncounted: "행(셀 수 없음)",
    filesStay: "업로드된 파일은 포함되지 않으며 그대로 남습니다.",
    kept: "지금 있는 것은 복원 지점으로 남습니다.",
    question: "복원할까요?",
    yes: "예, 복원합니다",
    no: "아니요, 그대로 둡니다",
  },
  restored: (stage, point, hasFiles) =>
    `${stage}은(는) 복원 지점 ${point}의 ${hasFiles ? "행과 파일로" : "행으로"} 돌아갔습니다.`,
  keptAs: (point, argument) =>
    `있던 데이터는 복원 지점 ${point}입니다. monolift data restore${argument} --to ${point}(으)로 취소할 수 있습니다.`,
  fits: (live) => `서비스 중인 릴리스 ${live}의 코드는 이 행과 맞습니다.`,
  fitsNot: (live, release) =>
    release === null
      ? `서비스 중인 것은 릴리스 ${live}입니다. 행의 마이그레이션이 다를 수 있습니다.`
      : `서비스 중인 것은 릴리스 ${live}이고 행은 릴리스 ${release}의 것입니다. 그 사이에 마이그레이션이 있습니다.`,
  fitsNobody: "서비스 중인 릴리스가 없습니다.",
  toUp: "마이그레이션을 다시 적용하고 이 폴더의 코드를 서비스합니다",
  toRollback: (release) => `이 행과 맞는 릴리스 ${release}(으)로 돌아갑니다`,
  exported: (stage, folder) => `${stage}의 행과 파일을 ${folder}에 내보냈습니다.`,
  exportHint: "사용자가 맡긴 것이 모두 들어 있습니다. 데이터베이스만큼 안전하게 보관하세요.",
  toImport: "스테이지로 가져옵니다",
  imported: (stage, from, age) => `${stage}은(는) ${age} ${from}의 행과 파일을 갖게 되었습니다.`,
  amounts: (tables, rows, files, size) => `${tables}에 ${rows}, ${files}(${size})`,
};
