import type { DataWords } from "./en.ts";

/** The words about restore points, exports and imports in Japanese. */
export const dataJa: DataWords = {
  point: "番号",
  made: "作成",
  reason: "理由",
  release: "リリース",
  size: "サイズ",
  by: "実行者",
  reasons: {
    migration: "マイグレーションの前",
    restore: "復元で置き換え",
    import: "取り込みで置き換え",
  },
  none: (stage) => `${stage} に復元ポイントはありません。元に戻せないマイグレーションの前に作られます。`,
  pointsHint: "monolift data restore --to 番号 で、いずれかに戻せます。",
  ask: {
    title: (stage, point, age) => `${stage} を復元ポイント ${point}（${age}に作成）に戻します:`,
    goes: "今あるもの",
    comes: "戻るもの",
    amounts: (rows, files) => `${rows}、${files}`,
    uncounted: "行 (数えられません)",
    filesStay: "アップロードされたファイルは対象外で、そのまま残ります。",
    kept: "今あるものは、復元ポイントとして残ります。",
    question: "復元しますか？",
    yes: "はい、復元します",
    no: "いいえ、何も変えません",
  },
  restored: (stage, point, hasFiles) =>
    `${stage} は復元ポイント ${point} の${hasFiles ? "行とファイル" : "行"}に戻りました。`,
  keptAs: (point, argument) =>
    `前のデータは復元ポイント ${point} です。monolift data restore${argument} --to ${point} で取り消せます。`,
  fits: (live) => `稼働中のリリース ${live} のコードは、この行に合います。`,
  fitsNot: (live, release) =>
    release === null
      ? `稼働中なのはリリース ${live} です。行のマイグレーションが異なるかもしれません。`
      : `稼働中なのはリリース ${live}、行はリリース ${release} のものです。間にマイグレーションがあります。`,
  fitsNobody: "稼働中のリリースはありません。",
  toUp: "もう一度マイグレーションを適用し、このフォルダーのコードを動かします",
  toRollback: (release) => `この行に合うリリース ${release} に戻します`,
  exported: (stage, folder) => `${stage} の行とファイルを ${folder} に書き出しました。`,
  exportHint: "利用者から預かったものがすべて入っています。データベースと同じように大切に扱ってください。",
  toImport: "ステージに取り込みます",
  imported: (stage, from, age) => `${stage} は、${age}の ${from} の行とファイルになりました。`,
  amounts: (tables, rows, files, size) => `${tables}に${rows}、${files}（${size}）`,
};
