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
    ONLY_ON_AWS: (facts) => ({
      cause: `\`${facts.what}\` は AWS のステージのためのもので、${facts.stage} はこのマシンのステージです。`,
      fix: `付けずに実行してください。ここで最初からやり直すには、先に \`monolift down ${facts.stage}\` でステージを削除してください。`,
    }),
    AWS_DATABASE_OTHER: (facts) => ({
      cause: `${facts.stage} の行は今のデータベース(${facts.from}、リリース ${facts.release})にありますが、ファイルには \`database = "${facts.to}"\` と書かれています。新しいデータベースには行が 1 つもなく、そこに書いたものは元に戻しても引き継がれません。何も変更していません。`,
      fix: `\`database = "${facts.from}"\` に戻してください。行を移すには、別の名前のステージを \`--from ${facts.stage}\` で作ってください。空のデータベースから始めるには \`monolift up ${facts.stage} --new-empty\` を実行してください。その場合、以前のデータベースは使われないまま、削除するまで残ります。`,
    }),
    AWS_STAGE_ELSEWHERE: (facts) => ({
      cause: `${facts.region} に ${facts.name}/${facts.stage} はありませんが、このプロジェクトの ${facts.otherName}/${facts.stage} が ${facts.otherRegion} にあり、${facts.engine === null ? "" : `データベース(${facts.engine})、`}アップロードされたファイル、シークレットを持っています(リリース ${facts.release}、${facts.date})。新しいステージにはそのどれもありません。何も変更していません。`,
      fix: `${facts.otherName === facts.name ? `[stages.${facts.stage}] を \`region = "${facts.otherRegion}"\` に戻してください` : `\`name = "${facts.otherName}"\` に戻してください`}。空の状態で始まる 2 つ目を作るには \`monolift up ${facts.stage} --new-empty\` を実行してください。もう 1 つはそのまま残ります。`,
    }),
  },
  notices: {
    AWS_ELSEWHERE_NOT_ASKED: (facts) =>
      `${facts.stage} が別の名前や別のリージョンにすでにあるかどうかを調べられませんでした。認証情報に \`${facts.action}\` の権限がありません。`,
  },
};
