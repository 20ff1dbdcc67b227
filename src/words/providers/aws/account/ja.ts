import type { AccountWords } from "./en.ts";

export const accountJa: AccountWords = {
  errors: {
    AWS_REGION_MISSING: (facts) => ({
      cause: `ステージ ${facts.stage} を置くリージョンが、ファイルにも AWS の設定にも書かれていません。`,
      fix: `[stages.${facts.stage}] に \`region = "ap-northeast-1"\` のように書くか、\`AWS_REGION\` を設定してください。`,
    }),
    AWS_CREDENTIALS_MISSING: (facts) => ({
      cause: `このマシンに AWS の認証情報が見つかりません(${facts.message})。`,
      fix: `\`aws sso login\` か \`aws configure\` でログインするか、\`AWS_PROFILE\` でプロファイルを指定するか、\`AWS_ACCESS_KEY_ID\` と \`AWS_SECRET_ACCESS_KEY\` を設定してから、もう一度実行してください。`,
    }),
    AWS_CREDENTIALS_REFUSED: (facts) => ({
      cause: `AWS が認証情報を受け付けませんでした: ${facts.message}(${facts.reason})`,
      fix: `もう一度ログインするか(\`aws sso login\`)、キーとこのマシンの時計を確認してから、もう一度実行してください。`,
    }),
    AWS_UNREACHABLE: (facts) => ({
      cause: `${facts.region} の AWS から応答がありません: ${facts.message}`,
      fix: `ネットワーク、プロキシ、リージョン名、設定していれば \`AWS_ENDPOINT_URL\` を確認してください。何も変更していません。`,
    }),
    AWS_ACCOUNT_OTHER: (facts) => ({
      cause: `ステージ ${facts.stage} はアカウント ${facts.wanted} にありますが、認証情報(${facts.caller})は ${facts.given} のものです。何も行っていません。`,
      fix: `\`AWS_PROFILE\` などで ${facts.wanted} の認証情報を使ってください。別のアカウントに移したい場合は、別の名前のステージを作ってそこに複製してください。`,
    }),
  },
  notices: {},
};
