import type { StageWords } from "./en.ts";

export const stageJa: StageWords = {
  errors: {
    COMMAND_LOST: (facts) => ({
      cause: `${facts.function} で \`${facts.command}\` を実行している間に、AWS との接続が切れました。最後まで実行されたかどうかは分からないため、再試行はしていません。`,
      fix: `もう一度実行する前に、何が行われたかを確認してください。出力は \`monolift logs\` で見られます${facts.requestId === null ? "" : `(\`--request ${facts.requestId}\` で絞り込めます)`}。`,
    }),
    COMMAND_FUNCTION_FAILED: (facts) => ({
      cause: `コマンドを実行する前に、関数 ${facts.function} が失敗しました: ${facts.what}`,
      fix: `\`monolift logs\` でその関数の出力を確認してください。AWS で失敗すると分かっている点は \`monolift doctor\` が示します。`,
    }),
  },
  notices: {},
};
