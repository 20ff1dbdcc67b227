import type { SecretReportWords } from "./en.ts";

/** The words about secrets in Japanese. */
export const secretReportsJa: SecretReportWords = {
  name: "シークレット",
  changed: "変更",
  from: "取得元",
  usedAs: "渡し方",
  uses: { variable: "環境変数", file: "ファイル" },
  origins: {
    generated: () => "自動生成",
    given: (by) => (by === null ? "入力" : `${by} が入力`),
  },
  getHint: "monolift secrets get NAME で値を表示し、monolift secrets set NAME で変更できます。",
  question: (name) => `${name} の値（画面には表示されません）`,
  whichEnvironment: "このステージにはどれを使いますか?",
  set: (stage, names) => `${stage} に保存しました: ${names}`,
  removed: (stage, names) => `${stage} から削除しました: ${names}`,
  unchanged: (stage) => `変更はありません。${stage} はすでにこの値です。`,
  more: (count) => `ほか ${count} 件`,
  effects: {
    now: "すでに反映されています。新しいサンドボックスが応答しており、失われたリクエストはありません。",
    "next-up": "次の monolift up から反映されます。",
  },
};
