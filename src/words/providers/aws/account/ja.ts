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
    AWS_ACCESS_DENIED: (facts) => ({
      cause: `${facts.caller} には${facts.target === null ? "" : `、${facts.target} に対する`}${facts.action === null ? "この操作" : ` \`${facts.action}\` `}の権限がありません: ${facts.message}`,
      fix: "AWS アカウントの管理者にこの権限を追加してもらってから、もう一度実行してください。中断したところから再開します。",
    }),
    AWS_THROTTLED: (facts) => ({
      cause: `${facts.region} の AWS へのリクエストが多すぎて、何度試しても受け付けられませんでした: ${facts.message}`,
      fix: "同じアカウントで、別のデプロイなどが AWS を大量に呼び出しているようです。少し待ってからもう一度実行してください。中断したところから再開します。",
    }),
    AWS_OUT_OF_SIGHT: (facts) => ({
      cause: `途中から ${facts.region} の AWS に接続できなくなりました: ${facts.message}`,
      fix: "それまでに行った変更は残り、AWS が始めた処理は AWS 側で続きます。ネットワークが復旧したら、もう一度実行してください。続きから再開します。",
    }),
    AWS_CALL_REFUSED: (facts) => ({
      cause: `AWS が呼び出しを拒否しました: ${facts.message}(${facts.reason})`,
      fix: "AWS が示した原因を取り除いてから、もう一度実行してください。中断したところから再開します。ご自身で直せるものがない場合は、このメッセージを添えて報告してください。",
    }),
  },
  notices: {},
};
