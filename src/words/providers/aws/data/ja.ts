import type { DataWords } from "./en.ts";

/** What is said of buckets, parameters and secrets, in Japanese. */
export const dataJa: DataWords = {
  errors: {
    BUCKET_TAKEN: ({ bucket }) => ({
      cause: `バケット名 \`${bucket}\` は、すでに別の AWS アカウントが使っています。バケット名は世界中のすべてのアカウントで共有されます。`,
      fix: "monolift.toml の `name`（プロジェクト名）かステージ名を変えてください。バケット名はこの 2 つから決まります。",
    }),
    BUCKET_OF_ANOTHER_STAGE: ({ bucket, owner, stage }) => ({
      cause: `${stage} が使うはずのバケット \`${bucket}\` は ${owner} のものです。中身には一切触れていません。`,
      fix: "2 つの名前をつなげると同じになるのが原因です。monolift.toml でこのプロジェクトかステージの名前を変えてください。",
    }),
    BUCKET_NAME_BUSY: ({ bucket }) => ({
      cause: `バケット \`${bucket}\` は少し前に削除されたばかりで、AWS がまだその名前を解放していません。`,
      fix: "数分待ってから同じコマンドをもう一度実行してください。続きから再開します。AWS 側で最大 1 時間ほどかかることがあります。",
    }),
    BUCKET_OBJECT_KEPT: ({ bucket, key, code }) => ({
      cause: `S3 がバケット \`${bucket}\` の \`${key}\` を削除しません: ${code}`,
      fix: "オブジェクトロック、リーガルホールド、ポリシーで保護されていないかを S3 のコンソールで確認し、解除してから同じコマンドをもう一度実行してください。",
    }),
    BUCKET_STILL_WRITTEN: ({ bucket }) => ({
      cause: `バケット \`${bucket}\` は、空にしてもすぐにまた書き込まれています。何かがまだ書き込みを続けています。`,
      fix: "書き込んでいるもの（アップロード、このアカウントのキーを持つ別のプログラム）を止めてから、同じコマンドをもう一度実行してください。",
    }),
    SECRETS_TOO_LARGE: ({ record, store, bytes, limitBytes }) => ({
      cause: `シークレットが \`${record}\` に収まりません。${bytes} バイトありますが、AWS がここに保存できるのは ${limitBytes} バイトまでです。何も変更していません。`,
      fix:
        store === "ssm"
          ? 'monolift.toml の `[secrets]` テーブルに `store = "secrets-manager"` と書いてください。AWS Secrets Manager なら 64 KB まで保存できます（月額 $0.40）。'
          : "大きな値（証明書、サービスアカウントの JSON など）はファイルとしてオブジェクトストレージに置き、ここにはそのキーだけを入れてください。`share = true` では、プロジェクトの各ステージがこの容量を分け合います。",
    }),
    SECRETS_CHANGED_MEANWHILE: ({ stage }) => ({
      cause: `ステージ「${stage}」のシークレットを、ほかの人が同時に変更しました。先に書かれたものが残り、今回の変更は書き込んでいません。`,
      fix: "同じコマンドをもう一度実行してください。今の内容を元に変更します。",
    }),
    SECRETS_UNREADABLE_ON_AWS: ({ record, version }) => ({
      cause: `\`${record}\` のバージョン ${version} は、Monolift が書いた形式ではありません。ほかの誰かが書き込んだか、途中で切れています。`,
      fix: "AWS のコンソールで 1 つ前のバージョンの値に戻す（履歴ですべて見られます）か、そこで削除してからシークレットをもう一度取り込んでください。",
    }),
    SECRETS_VERSION_GONE: ({ record, version }) => ({
      cause: `\`${record}\` のバージョン ${version} はもうありません。AWS が残すのは直近の 100 個です。`,
      fix: "今のシークレットのまま進めてください。`--with-secrets` を外します。",
    }),
    SECRETS_RESTORED: ({ record }) => ({
      cause: `\`${record}\` は AWS Secrets Manager で削除予定になっていました。元の値のまま復元しました。それ以外は何も書き込んでいません。`,
      fix: "`monolift secrets list` で名前を確認してから、同じコマンドをもう一度実行してください。不要なものは `monolift secrets unset` で削除できます。",
    }),
    SECRETS_BEING_DELETED: ({ record }) => ({
      cause: `以前のシークレット \`${record}\` を AWS がまだ削除している途中です。`,
      fix: "1 分ほど待ってから同じコマンドをもう一度実行してください。続きから再開します。",
    }),
    RELEASE_NUMBER_TAKEN: ({ release, bucket }) => ({
      cause: `リリース ${release} はバケット \`${bucket}\` にすでにあります。ほかの人が同時にこのステージをリフトしています。`,
      fix: "もう一方の `monolift up` が終わるのを待ってから、同じコマンドをもう一度実行してください。",
    }),
  },
  notices: {
    SECRETS_ADVANCED: ({ record, bytes }) =>
      `シークレットは ${bytes} バイトあり、無料の 4,096 バイトを超えています。\`${record}\` はアドバンストパラメータになり、月額 $0.05 かかります。`,
    SECRETS_MANAGER_COSTS: ({ record }) =>
      `シークレットは AWS Secrets Manager に \`${record}\` として保存します。月額 $0.40 です。`,
    SECRETS_RIGHT_SHARED: ({ project, record }) =>
      `「${project}」のうちシークレットを共有するステージは、すべて 1 つのレコード \`${record}\` に値を保存します（全部で月額 $0.40）。読み取る権限も共有されます。1 つのステージの関数に入り込んだ人は、すべてのステージの値を読めてしまいます。`,
  },
};
