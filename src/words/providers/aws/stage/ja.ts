import type { StageWords } from "./en.ts";

export const stageJa: StageWords = {
  errors: {
    CANARY_WENT_BACK: ({ release, from, errors, requests }) => ({
      cause: `リリース ${release} を元に戻しました。試したリクエスト ${requests} 件のうち ${errors} 件がエラーでした。すべてのリクエストにリリース ${from} が応答します。`,
      fix: "エラーの内容は `monolift logs --errors` で確認できます。このリリースのマイグレーションは適用されたままです。",
    }),
    CANARY_ENDED: ({ release }) => ({
      cause: `リリース ${release} を試している間に \`live\` が変更されました(ロールバック、または別の \`up\`)。`,
      fix: "誰が何をしたかは `monolift releases` で確認できます。このコードは公開されていません。もう一度公開するには `monolift up` を実行してください。",
    }),
    STAGE_NAMES_RUN_TOGETHER: ({ stage, owner }) => ({
      cause: `${stage} の AWS での名前は ${owner} と同じになり、そこにあるものは ${owner} のものです。何も変更していません。`,
      fix: "monolift.toml で、このプロジェクトかこのステージに別の名前を付けてください。",
    }),
    SQLITE_NOT_ON_AWS: (facts) => ({
      cause: `プロジェクトの設定では SQLite ファイル(${facts.file})にデータを置いており、\`database = "settings"\` ではそのまま使われます。AWS では実行環境ごとに別のファイルになり、環境とともに消えてしまいます。`,
      fix: `\`database = "neon"\` のように、ステージ専用のデータベースを指定してください。プロジェクトの設定を変更する必要はありません。`,
    }),
    NOT_YET_ON_AWS: (facts) => ({
      cause: `このコマンドはこのマシン上のステージ用ですが、${facts.stage} は AWS 上にあります。`,
      fix: `AWS 上のステージでは \`up\`、\`status\`、\`logs\`、\`run\`、\`open\`、\`releases\`、\`rollback\`、\`secrets\`、\`diff\`、\`doctor\`、\`list\`、\`down\` を使えます。`,
    }),
    NOTHING_TO_STOP: (facts) => ({
      cause: `${facts.stage} はリクエストがない間は何も動いていません。AWS では停止するものがなく、その間の実行料金もかかりません。`,
      fix: `取り除くには \`monolift down ${facts.stage}\` を使ってください。\`--keep-data\` を付けるとデータは残ります。`,
    }),
    NOT_ON_AWS: (facts) => ({
      cause: `\`${facts.what}\` は、AWS 上にある ${facts.stage} では使えません。`,
      fix: `このオプションを外してください。各オプションの意味は \`monolift help --all\` で確認できます。`,
    }),
    DATABASE_URL_MISSING: (facts) => ({
      cause: `${facts.stage} のデータベースは既存のもの(\`database = "url"\`)ですが、その場所が登録されていません。`,
      fix: `アドレスをシークレットとして登録してから、もう一度実行してください: \`monolift secrets set DATABASE_URL ${facts.stage}\``,
    }),
    STAGE_LOCKED: (facts) => ({
      cause: `${facts.stage} は${facts.since === null ? "" : ` ${facts.since} から`} ${facts.by ?? "ほかのだれか"} が${facts.verb === null ? "" : ` \`monolift ${facts.verb}\` で`}変更しています。同時に変更すると互いの結果を壊すため、何も行っていません。`,
      fix: `終わってから、もう一度実行してください。そのマシンがもう存在しないなど、終わる見込みがない場合は引き継げます: \`monolift up ${facts.stage} --break-lock\`(\`down\` と \`rollback\` でも使えます)。30 分間更新がなければ、このオプションは不要です。`,
    }),
    COMMAND_NEEDS_KEYBOARD: (facts) => ({
      cause: {
        shell: `\`${facts.command}\` はキーボードからの入力を待ちますが、AWS の関数では入力できません。`,
        server: `\`${facts.command}\` はページを配信するコマンドですが、${facts.stage} はすでに配信しています。`,
        source: `\`${facts.command}\` はプロジェクトのファイルを書きますが、AWS 上の ${facts.stage} のコードは変更されません。`,
        question: `\`${facts.command}\` は実行前に確認を求めますが、AWS の関数では答えられません。`,
      }[facts.why],
      fix: {
        shell: `行うことを 1 行で指定してください: \`monolift run ${facts.stage} -- shell -c "…"\`。`,
        server: `ページは \`monolift open ${facts.stage}\` で開けます。変更をすぐ確かめるには \`monolift dev\` を使ってください。`,
        source: `このマシンで \`monolift run -- ${facts.command}\` を実行してから、\`monolift up ${facts.stage}\` を実行してください。`,
        question: `実行してよければ、後ろに \`--noinput\` を付けてください。確認なしで実行されます。`,
      }[facts.why],
    }),
    COMMAND_LOST: (facts) => ({
      cause: `${facts.function} で \`${facts.command}\` を実行している間に、AWS との接続が切れました。最後まで実行されたかどうかは分からないため、再試行はしていません。`,
      fix: `もう一度実行する前に、何が行われたかを確認してください。出力は \`monolift logs\` で見られます${facts.requestId === null ? "" : `(\`--request ${facts.requestId}\` で絞り込めます)`}。`,
    }),
    COMMAND_FUNCTION_FAILED: (facts) => ({
      cause: `コマンドを実行する前に、関数 ${facts.function} が失敗しました: ${facts.what}`,
      fix: `\`monolift logs\` でその関数の出力を確認してください。AWS で失敗すると分かっている点は \`monolift doctor\` が示します。`,
    }),
  },
  notices: {
    CANARY_OTHER_FUNCTIONS: (facts) =>
      `リリース ${facts.release} は前のリリースと関数の構成が異なるため ([isolate])、最初からすべてのリクエストを受け持ちます。カナリアは、同じ関数のバージョンどうしでリクエストを分けるものです。`,
    CANARY_WATCHED: ({ release, requests, errors, secondsLeft }) =>
      `リリース ${release}: リクエスト ${requests} 件、エラー ${errors} 件、残り ${secondsLeft} 秒`,
    CANARY_LEFT_ALONE: ({ release, from, percent }) =>
      `リリース ${release} にはリクエストの ${percent}% が届き続けますが、監視は止まりました。同じコードで \`monolift up\` を実行すると監視を続けます。\`monolift rollback\` を実行すると、すべてのリクエストにリリース ${from} が応答します。`,
    AWS_LIVE_UNKNOWN: (facts) =>
      `${facts.stage} の \`live\` は関数のバージョン ${facts.version} を指していますが、Monolift のリリースではありません。手動で変更されたか、リリースの記録が失われています。`,
    AWS_IDENTITY_KEPT: (facts) =>
      `[stages.${facts.stage}] にアカウント(${facts.account})とリージョン(${facts.region})を書き込みました。別の認証情報で、もう一つ作られることはありません。`,
    STAGE_LOCK_TAKEN: (facts) =>
      `${facts.by} の \`monolift ${facts.verb}\`(${facts.since})が ${facts.stage} のロックを解放していませんでした。途中の作業は、続きから行うかやり直します。`,
    AWS_NOT_ASKED: (facts) =>
      `AWS に問い合わせできなかったため、${facts.stages.join("、")} は表示されません。${facts.cause}`,
    COMMAND_LIMIT: (facts) =>
      `AWS でコマンドを実行できるのは ${facts.minutes} 分までです。それを超えると途中で終了し、コミット済みの内容は残りますが、実行中のトランザクションは失われます。`,
    COMMAND_GOES_ON: (facts) =>
      `\`${facts.command}\` は AWS で続いています(停止していません)。結果は \`monolift logs ${facts.stage}${facts.requestId === null ? "" : ` --request ${facts.requestId}`}\` で確認できます。`,
    ALERTS_NOBODY: (facts) =>
      `${facts.stage} に問題が起きても、だれにも通知されません。monolift.toml の \`[alerts]\` に \`email\` がないためです。指定すると AWS がメールで知らせます(アカウントごとに 10 個まで無料のアラームで、2 ステージ分に足ります)。`,
    ALERTS_CONFIRM: (facts) =>
      `AWS が ${facts.email} に確認メールを送りました。メール内のリンクを開くまで、問題が起きても通知されません。`,
    ALERTS_NO_BUDGET: (facts) =>
      `${facts.region} の CloudFormation では予算を作れないため、月額が高くなっても通知されません。こちらで作成してください: https://console.aws.amazon.com/costmanagement/home#/budgets`,
    MAIL_AS_IN_SETTINGS: (facts) =>
      `${facts.stage} のメールは、プロジェクトの設定どおりに送られます。monolift.toml の \`[mail]\` に \`from\` がないためです。指定すると Amazon SES から送られます。`,
    MAIL_RECORDS_NEEDED: (facts) =>
      `SES が ${facts.identity} からメールを送るには、DNS に次のレコードが必要です: ${facts.records.map(({ name, type, value }) => `\`${name} ${type} ${value}\``).join("、")}。`,
    MAIL_STILL_VALIDATING: (facts) =>
      `SES が ${facts.identity} の所有者をまだ確認しています。確認が終わるまでメールは送られません(通常は数分です)。`,
    MAIL_ADDRESS_ASKED: (facts) =>
      `AWS が ${facts.address} に確認メールを送りました。メール内のリンクを開くまで、このアドレスからは送信できません。`,
    MAIL_SANDBOX: (facts) =>
      `${facts.region} の SES はまだサンドボックス内です。確認済みのアドレスにだけ、1 日 200 通まで送れます。本番アクセスはこちらで申請してください: https://${facts.region}.console.aws.amazon.com/ses/home?region=${facts.region}#/account`,
    RESTORE_POINT_NOT_MADE: (facts) =>
      `復元ポイントは作られていません。${facts.stage} のデータベースは外部で管理されているためです。必要ならそちらでバックアップを取ってください。`,
  },
};
