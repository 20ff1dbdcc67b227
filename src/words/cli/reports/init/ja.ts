import type { InitReportWords } from "./en.ts";

/** The words of `init` in Japanese. */
export const initReportsJa: InitReportWords = {
  wrote: (file, name) => `${file} を作りました（name = "${name}"）。`,
  there: (file, name) => `${file} はすでにあります（name = "${name}"）。`,
  imported: (file, tool) => `${file}（${tool}）を読み取りました。このファイルは変更していません。`,
  others: (files) => `代わりに ${files} を読み取ることもできます: monolift init --import FILE`,
  taken: "引き継いだ設定",
  groups: {
    do: "対応するものがない設定",
    later: "このバージョンではまだ使えない設定",
    nothing: "設定が不要なもの（Monolift が自動で行います）",
  },
  hidden: "（表示しません）",
  all: "すべてのステージ",
  more: (count) => `ほか ${count.toLocaleString("ja")} 件（--json ですべて表示します）`,
  next: "次の手順",
  setHint: "それぞれ値の入力を求められます。値は画面に表示されません。",
  upHint: "monolift up でプロジェクトを起動します。",
  advice: {
    variable: () =>
      "シークレットとしてステージに設定してください。アプリケーションからは、これまでと同じく環境変数として読めます。",
    "remote-variables": () =>
      "これらの環境変数はこのファイルの外にあります。`monolift secrets import FILE` でファイルから読み込めます。",
    "secret-kind": () =>
      "以前のツールが生成した値です。保存先から取り出して、ステージに設定してください: `monolift secrets set NAME STAGE`",
    reference: ({ target }) =>
      target === ""
        ? "値そのものはファイルに書かれていません。ステージに設定してください: `monolift secrets set NAME STAGE`"
        : `値そのものはファイルに書かれていません。monolift.toml に書いてください: \`${target}\``,
    unfit: ({ target }) =>
      `\`${target}\` にこの値は設定できません。別の値にするか、既定値のままにしてください。`,
    "python-gone": () =>
      "Lambda で使えるのは Python 3.10 以降です。指定しなければ、プロジェクト自身が示すバージョンを使います。",
    second: ({ target }) => `\`${target}\` に設定できる値は 1 つだけで、すでに別の値が入っています。`,
    vpc: () =>
      "関数は VPC の外で動くため、費用がかかりません。データベースが VPC の中にある場合は、その VPC を指定してください: `[network] vpc`",
    "database-other": () =>
      "Monolift が作成するデータベースは PostgreSQL です。このデータベースはプロジェクトの設定に任せるので、接続先をシークレットとしてステージに設定してください。",
    "database-settings": () =>
      'このツールはデータベースを作成しないため、プロジェクトの DATABASES をそのまま使います（`database = "settings"`）。ステージ専用のデータベースにするには: `database = "neon"`',
    "data-stays": () =>
      "ステージは新しい空のデータベースで始まります。データは元の場所に残るので、`pg_dump` と `pg_restore` でコピーしてください。",
    backup: () =>
      "バックアップ計画の設定はありません。元に戻せないマイグレーションの前には復元ポイントを作成します。",
    permissions: () =>
      "関数が使えるのは、そのステージのバケット、データベース、メールです。AWS のほかのサービスへの権限を与える設定はありません。",
    schedule: () =>
      "スケジュールの設定はまだありません。それまでは、ほかのスケジューラーから `monolift run STAGE -- COMMAND` を呼び出せます。",
    worker: () => "ワーカーとキューの設定はまだありません。今の実行環境をそのまま残してください。",
    "keep-warm": () =>
      "関数を温めておく仕組みはありません。しばらく使われなかった後の最初のリクエストは、コールドスタートを待ちます。",
    authorizer: () => "入口はすべてのリクエストを通します。Django のミドルウェアかビューで確認してください。",
    cors: () => "CORS は Django で処理してください。django-cors-headers パッケージが使えます。",
    "api-gateway": () =>
      "入口は Function URL で、その前に CloudFront が入ります。この設定に対応するものはありません。",
    efs: () =>
      "関数どうしで共有するディスクはありません。残すファイルはアップロード用のバケットに保存してください（`default_storage`）。",
    layers: () =>
      "パッケージはプロジェクトの requirements から入ります。システムのライブラリも必要かどうかは `monolift doctor` でわかります。",
    functions: () =>
      "ステージにあるのは、リクエスト用とコマンド用の関数が 1 つずつです（`monolift run STAGE -- COMMAND`）。この関数に対応するものはありません。",
    resources: () =>
      "以前のスタックに残り、Monolift は一切変更しません。中のものがすべて不要になるまで、そのスタックを削除しないでください。",
    hooks: () =>
      "手動で実行してください: `monolift run STAGE -- COMMAND`。マイグレーションと静的ファイルは、毎回の `monolift up` で処理されます。",
    addon: () =>
      "ほかのサービスです。そのまま使い、接続先をステージに設定してください: `monolift secrets set NAME STAGE`",
    cache: () =>
      "キャッシュはデータベースのテーブルです。別のものを使うには、設定の CACHES に書き、接続先をシークレットにしてください。",
    cdn: () =>
      "CloudFront は関数とファイルのために自動で作成されます。独自のルールに対応するものはありません。",
    storages: () =>
      "静的ファイルとアップロードには、それぞれストレージがあります。ほかにも必要なら、設定の STORAGES に書いてください。",
    "bucket-options": () => "バケットのオプションの設定はありません。",
    mail: () => "SES のこのオプションの設定はありません。",
    "mail-received": () => "メール受信の設定はありません。",
    "django-settings": () => "プロジェクトの設定モジュールに書いてください。",
    logs: () => "出力はそのまま CloudWatch に送られます。レベルは設定の LOGGING で選びます。",
    tags: () => "すべてにプロジェクトとステージのタグが付きます。ほかのタグの設定はありません。",
    encryption: () => "保存されるものは AWS の鍵で暗号化されます。独自の鍵を使う設定はありません。",
    profile: () => "実行するときに指定してください: `AWS_PROFILE=NAME monolift up STAGE`",
    plugin: () => "対応するもののないプラグインです。",
    previews: () =>
      '同じ名前で始まるステージは 1 つの表にまとめられます: `[stages."preview-*"]` と書き、`monolift up preview-NAME` を実行します。',
    "stage-renamed": ({ target }) =>
      `このステージは ${target} という名前になります。使えるのは英小文字、数字、ハイフンで、20 文字までです。`,
    "stage-base": () =>
      "ほかのステージの土台になっているため、共通部分として扱い、独立したステージにはしていません。",
    "stage-left-out": () =>
      "ステージにしていません。`local` はこのマシンのことで、同じ名前のステージは 2 つ作れません。",
    unknown: ({ nearest }) =>
      nearest === ""
        ? "知らないキーなので、引き継いでいません。"
        : `知らないキーなので、引き継いでいません。${nearest} のことでしょうか?`,
    later: ({ target }) => `\`${target}\``,
    "own-build": () => "コードは自動でパッケージされ、アップロードされます。",
    "own-buckets": () => "ステージごとに専用のバケットがあります。",
    "own-certificate": () => "証明書と DNS レコードはドメインから決まります。",
    "own-commands": () => "コマンド用の関数は、どのステージにもあります: `monolift run STAGE -- COMMAND`",
    "own-database": () => "接続先はステージのデータベースから自動で渡されます。",
    "own-detected": () => "プロジェクトから見つけます。",
    "own-door": () => "入口はすべてのパスとメソッド、どの種類の本文も受け付けます。",
    "own-endpoint": () => "AWS_ENDPOINT_URL に従います。",
    "own-local": () => "ステージを指定しない `monolift up` は、すべてをこのマシンで動かします。",
    "own-names": () => "名前はプロジェクトとステージから決まります。",
    "own-release": () => "毎回の `monolift up` で、新しいコードが応答を始める前に実行されます。",
    "own-roles": () => "関数ごとに専用のロールがあり、AWS のキーは不要です。",
    "own-runtime": () => "Lambda または Monolift のランタイムが設定します。",
    "own-scaling": () =>
      "Lambda はリクエストの数だけサンドボックスを起動し、リクエストがなければ 1 つも動かしません。",
    "own-secret-key": () =>
      "SECRET_KEY はステージごとに生成されます。ログインや署名付きリンクを有効なままにするには: `monolift secrets set SECRET_KEY STAGE`",
    "own-secrets": () => "シークレットは暗号化して SSM に、ステージごとに保存されます。",
    "own-server": () => "サーバーの代わりに Monolift のランタイムが動きます。",
    "own-settings": () => "ステージに合わせて、プロジェクトの設定に重ねられます。",
    "own-storage": () => "静的ファイルとアップロードは、それぞれの場所に自動で保存されます。",
    "own-versions": () => "リリースごとにバージョンが残り、`monolift rollback STAGE` で戻せます。",
  },
};
