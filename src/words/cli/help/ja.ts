import type { HelpWords } from "./en.ts";

/** The help pages in Japanese. */
export const ja: HelpWords = {
  tagline: "Monolift は、モノリスをそのままサーバーレスで動かします。コマンド1つで。",
  firstSteps: "Django プロジェクトのフォルダーで、次のように入力してください",
  headings: {
    usage: "使い方",
    verbs: "コマンド",
    subcommands: "サブコマンド",
    arguments: "引数",
    options: "オプション",
    examples: "例",
  },
  placeholders: {
    verb: "コマンド",
    subcommand: "サブコマンド",
    folder: "フォルダー",
    point: "番号",
    stage: "ステージ",
    target: "名前/ステージ",
    command: "コマンド…",
    file: "ファイル",
    paths: "パス…",
    port: "番号",
    time: "時刻",
    request: "ID",
    name: "名前",
    release: "番号",
    options: "オプション",
  },
  more: "すべてのコマンドは monolift help --all、個別の説明は monolift help up のように。",
  oneVerb: "個別の説明は monolift help up のように。",
  oneSubcommand: (command) => `個別の説明は monolift help ${command} のように。`,
  stage: "対象のステージ。省略すると local（このマシン）",
  options: {
    json: "結果を JSON で標準出力に書き、確認の質問を一切しません",
    verbose: "詳しく表示します（トレースバック全体、すべてのログ行）",
    lang: "表示言語（英語・日本語・韓国語）を変え、以後も使います",
    help: "このヘルプを表示します",
    helpAll: "すべてのコマンドを表示します",
    version: "バージョンを表示します",
    breakLock: "AWS 上で、消えた monolift のロックを引き継ぎます",
    out: "ファイルに書き込みます。省略すると標準出力に出します",
  },
  verbs: {
    up: {
      brief: "プロジェクトを起動（または更新）し、URL を表示します",
      description: [
        "このフォルダーのプロジェクトをそのまま動かします。依存パッケージと一緒に",
        "バンドルし、このマシンに小さなサーバーレス環境と PostgreSQL を用意して、",
        "マイグレーションを実行し、URL を表示します。プロジェクトのファイルは書き換えず、",
        "アカウントも要りません。",
        "",
        "コードを変えたら、もう一度実行してください。新しいコードが起動しない場合や",
        "マイグレーションが失敗した場合は、前のリリースがそのまま動き続けます。",
      ],
      flags: {
        yesIrreversible: "元に戻せないマイグレーションに同意します",
        newEmpty: "すでにデータベースがあっても空から始めます(AWS)",
        from: "SQLite の行か、別ステージのコピーを取り込みます",
        refresh: "固定されていない依存パッケージの新しい版を探します",
        port: "待ち受けるポート番号。省略時は毎回同じ番号になります",
      },
      examples: [
        { command: "monolift up", says: "このフォルダーのプロジェクトを起動" },
        { command: "monolift up --from db.sqlite3", says: "db.sqlite3 のデータも引き継いで起動" },
      ],
    },
    status: {
      brief: "動いているものと、その接続先を表示します",
      description: [
        "URL、リリース、各関数のメモリーと時間の上限、データベース・アップロード",
        "ファイル・メール・ログの場所を表示します。",
        "データベースのパスワードは --json にだけ含まれます（同じマシンの他のツール用）。",
      ],
      flags: {},
      examples: [{ command: "monolift status", says: "このフォルダーのステージの状態" }],
    },
    logs: {
      brief: "アプリケーションの出力とエラーを表示します",
      description: ["最近のログを古い順に表示します。"],
      flags: {
        follow: "^C で止めるまで、新しい行を表示し続けます",
        since: "この時刻以降だけ。例: 10m、2h、3d、2026-05-01T09:00",
        errors: "エラーだけをトレースバック付きで表示します",
        request: "1つのリクエストの行だけを表示します",
        mail: "ログの代わりに、送信されたメールを表示します",
      },
      examples: [
        { command: "monolift logs --follow", says: "画面を操作しながらログを見る" },
        { command: "monolift logs --errors --since 1h", says: "直近1時間のエラー" },
        { command: "monolift logs --mail", says: "「送信」されたパスワード再設定メールを読む" },
      ],
    },
    run: {
      brief: "migrate など、フレームワークのコマンドを実行します",
      description: [
        "起動したアプリケーションの環境（データベースと設定）で管理コマンドを実行します。",
        "manage.py の後に書くものを、そのまま -- の後に書いてください。",
        "終了コードは、実行したコマンドのものになります。",
      ],
      flags: {},
      command: "コマンドとその引数（manage.py の後に書くもの）",
      examples: [
        { command: "monolift run -- createsuperuser", says: "管理サイト用のアカウントを作る" },
        { command: "monolift run -- shell", says: "アプリケーションを読み込んだ Python" },
        { command: "monolift run -- showmigrations blog", says: "適用済みのマイグレーションを見る" },
      ],
    },
    stop: {
      brief: "プロセスを終了します（データは残ります）",
      description: [
        "ステージのために動いているものをすべて終了します。データベースの行、",
        "アップロードファイル、メールは残ります。",
        "monolift up で、同じ URL のまま再開します。",
      ],
      flags: {},
      examples: [{ command: "monolift stop", says: "このフォルダーのステージを止める" }],
    },
    down: {
      brief: "ステージと、そのために作られたものをすべて取り除きます",
      description: [
        "まず、消えるデータ（テーブルと行数、アップロードファイル、最終書き込み）を",
        "一覧にし、ステージ名の入力を求めます。最後にもう一度調べ、何も残っていないことを",
        "報告します。プロジェクトのフォルダーには触れません。",
      ],
      flags: {
        deleteData: "確認せずに、データも削除します",
        keepData: "データは残します。次の up で再び使われます",
      },
      target: "対象のステージ。この形ならどのフォルダーからでも指定できます",
      examples: [
        { command: "monolift down", says: "このフォルダーのステージを取り除く" },
        { command: "monolift down blog/local", says: "list に出る名前で、どこからでも" },
        { command: "monolift down --delete-data", says: "質問なしで（スクリプト用）" },
      ],
    },
    dev: {
      brief: "変更をすぐに反映し、リクエストを表示します",
      description: [
        "up と同じように起動してから、フォルダーを監視します。コードの変更は 1 秒もかからずに",
        "反映されます。起動できないコードは理由を示し、直前のコードがそのまま動き続けます。",
        "リクエストごとに、ステータス・時間・メモリー・コールドスタートかどうか・何が応答",
        "したかを表示し、アプリケーションの出力も表示します。",
        "",
        "依存関係・マイグレーション・monolift.toml の変更は、新しいリリースになります。",
        "^C で終了すると、ステージは元のリリースに戻ります。",
      ],
      flags: {},
      examples: [
        { command: "monolift dev", says: "このフォルダーのプロジェクトを開発する" },
        { command: "monolift dev --json", says: "出来事ごとに JSON を 1 行" },
      ],
    },
    releases: {
      brief: "残っているリリースと、これまでの切り替えを表示します",
      description: [
        "戻すことのできるリリースを一覧にします。どれが稼働中か、いつ誰が作ったか、",
        "コミット、サイズ、マイグレーション、変更点がわかります。試している途中の",
        "カナリアと、これまでの切り替え（ロールバック、取り消されたカナリア）も表示します。",
      ],
      flags: {},
      examples: [{ command: "monolift releases", says: "このフォルダーのステージ" }],
    },
    rollback: {
      brief: "前のリリースにすぐ戻します",
      description: [
        "前のリリースのサンドボックスを1つ起動してから、すべてのリクエストをそちらへ",
        "切り替えます。コードと設定が戻ります。マイグレーションは適用されたままで、",
        "その名前を表示します。次の monolift up は、フォルダーの今の内容をリフトします。",
        "",
        "カナリアを試している途中なら、それを中止します。",
      ],
      flags: {
        to: "戻す先のリリース。省略すると1つ前",
        withSecrets: "そのリリースのシークレットも戻します",
      },
      examples: [
        { command: "monolift rollback", says: "1つ前のリリースに戻す" },
        { command: "monolift rollback --to 3", says: "releases に出てくるリリース 3 に戻す" },
      ],
    },
    data: {
      brief: "ステージの行とファイルを復元、書き出し、取り込みします",
      description: [
        "復元ポイントは、ステージの行とアップロードされたファイルの控えです。",
        "元に戻せないマイグレーションの前と、行を置き換えるたびに作られ、",
        "5つまで残ります。",
      ],
      examples: [
        { command: "monolift data points", says: "何を戻せるかを確認します" },
        { command: "monolift data restore", says: "マイグレーション前の状態に戻します" },
      ],
      subcommands: {
        restore: {
          brief: "復元ポイントの行とファイルに戻します",
          description: [
            "まず、失われるもの（今の行とファイル）と、戻るものを示します。今あるものは",
            "新しい復元ポイントとして残るので、同じ方法で取り消せます。",
            "最後に、稼働中のコードが戻した行に合うかどうかを伝えます。",
          ],
          flags: {
            to: "復元ポイント。省略すると、マイグレーション前の最新のもの",
            yes: "確認せずに進めます",
          },
          examples: [
            { command: "monolift data restore", says: "最後のマイグレーションの前に戻します" },
            { command: "monolift data restore --to 3 --yes", says: "確認なし。スクリプト向け" },
          ],
        },
        points: {
          brief: "ステージの復元ポイントを一覧します",
          description: ["いつ、なぜ作られたか、どのリリースのコードに合う行かを表示します。"],
          examples: [{ command: "monolift data points", says: "このフォルダーのステージ" }],
        },
        export: {
          brief: "ステージの行とファイルをフォルダーに書き出します",
          description: [
            "ある一時点のすべてを書き出します。テーブルごとの CSV、アップロードされた",
            "ファイル、内容を記した manifest.json です。利用者から預かったものがすべて",
            "入るので、データベースと同じように大切に扱ってください。",
          ],
          folder: "空の、またはまだないフォルダー",
          examples: [{ command: "monolift data export ../backup", says: "このフォルダーのステージ" }],
        },
        import: {
          brief: "書き出した行とファイルをステージに取り込みます",
          description: [
            "書き出したときと同じマイグレーションが適用されたステージに取り込めます。",
            "すべて取り込まれるか、何も変わらないかのどちらかです。",
          ],
          folder: "monolift data export が書き出したフォルダー",
          flags: { replace: "今の内容と置き換えます。先に復元ポイントを作ります" },
          examples: [
            { command: "monolift data import ../backup preview-a", says: "別のステージに" },
            { command: "monolift data import ../backup --replace", says: "今の内容と置き換えます" },
          ],
        },
      },
    },
    secrets: {
      brief: "ステージのパスワードや鍵を、コードとは別に保管する",
      description: [
        "コードにも monolift.toml にも書くべきでない、ステージごとの値です。プロセスの",
        "起動時に環境変数としてアプリケーションに渡され、バンドル、リリース、ログには",
        "残りません。変更はすぐに反映され、その間に失敗するリクエストはありません。",
        "変更のたびにバージョンができ、rollback --with-secrets で戻せます。",
      ],
      secret: "シークレットの名前（アプリケーションが読む名前）",
      examples: [
        { command: "monolift secrets set STRIPE_API_KEY", says: "値を尋ねる（表示しない）" },
        { command: "monolift secrets import .secrets", says: "プロジェクトの値を取り込む" },
      ],
      subcommands: {
        set: {
          brief: "シークレットに値を設定する",
          description: [
            "値を尋ねるか、パイプから読みます。引数には書けません。引数は同じマシンの",
            "ほかのユーザーから見え、シェルの履歴にも残るためです。",
          ],
          flags: {},
          examples: [
            { command: "monolift secrets set API_KEY", says: "値を尋ねる（表示しない）" },
            { command: "monolift secrets set TLS_KEY < key.pem", says: "ファイルの内容を値にする" },
          ],
        },
        get: {
          brief: "シークレットの値を表示する",
          description: ["値だけを表示します。"],
          flags: {},
          examples: [{ command: "monolift secrets get API_KEY | pbcopy", says: "クリップボードに入れる" }],
        },
        list: {
          brief: "シークレットの一覧を値なしで表示する",
          description: ["いつ変更されたか、どこから来たか、何として渡されるかを表示します。"],
          flags: {},
          examples: [{ command: "monolift secrets list", says: "このフォルダーのステージ" }],
        },
        unset: {
          brief: "シークレットを削除する",
          description: [
            "シークレットを削除します。自分で設定した SECRET_KEY を削除すると、生成された",
            "ものに戻ります。",
          ],
          flags: {},
          examples: [{ command: "monolift secrets unset API_KEY", says: "削除する" }],
        },
        import: {
          brief: "ファイルの値を取り込む",
          description: [
            ".env ファイル、JSON ファイル、base.json と環境ごとの JSON ファイルがある",
            "フォルダーを読みます。環境のファイルはステージに合うものを使います。入れ子の",
            "キーは DATABASES__default__NAME のようにつなげます。元のファイルはそのままです。",
            "",
            'monolift.toml の [secrets] テーブルに mode = "files" と書くと、JSON ファイルは',
            "プロジェクトが開くパスにファイルとして置かれます。",
          ],
          paths: "読み込むファイルまたはフォルダー",
          flags: {
            environment: "使う環境のファイル。例: production",
            stage: "取り込み先のステージ。省略すると local",
          },
          examples: [
            { command: "monolift secrets import .env", says: "各行がシークレットになる" },
            { command: "monolift secrets import keys --environment qa", says: "base.json とそれ" },
          ],
        },
      },
    },
    init: {
      brief: "monolift.toml だけを作ります（何も起動しません）",
      description: [
        "プロジェクトを調べ、動作に必要な最小限のファイルを書きます。普段は不要です。",
        "ファイルがなければ monolift up が同じものを作ります。",
        "",
        "ほかのツールの設定ファイルがあれば、その内容を引き継ぎ、対応するものがない",
        "設定を一覧にします。対象は pocket.toml、zappa_settings.json、serverless-wsgi",
        "を使う serverless.yml、Procfile です。変更も実行もしません。",
      ],
      flags: {
        name: "プロジェクトの名前。省略するとフォルダー名から決めます",
        import: "引き継ぐファイル。省略すると最初に見つかったもの",
      },
      examples: [
        { command: "monolift init --name blog", says: 'name = "blog" と書かれたファイル' },
        { command: "monolift init --import Procfile", says: "このファイルの内容を引き継ぐ" },
      ],
    },
    list: {
      brief: "このマシンにあるステージをすべて表示します",
      description: ["各プロジェクトのステージを、サイズ・最終リリース・URL とともに表示します。"],
      flags: { orphans: "プロジェクトのフォルダーがなくなったものだけ" },
      examples: [
        { command: "monolift list", says: "あるものすべて" },
        { command: "monolift list --orphans", says: "おそらく消してよいもの" },
      ],
    },
    open: {
      brief: "アプリケーションをブラウザーで開きます",
      description: ["ステージの URL をブラウザーで開き、表示もします。"],
      flags: {},
      examples: [{ command: "monolift open", says: "このフォルダーのステージを開く" }],
    },
    inspect: {
      brief: "アプリケーションの構成と注意点を表示します",
      description: [
        "アプリケーションをバンドルの中で読み込み、バージョン、ルート、モデル、",
        "危険な設定、Monolift が用意する設定、まだ動かない機能を表示します。",
        "--json にはすべてが含まれます。",
      ],
      flags: {
        routes: "すべてのルートをアプリごとに表示します",
        openapi: "API を OpenAPI 3 の JSON で出力します",
        graphql: "GraphQL スキーマの SDL を出力します",
        refresh: "変更がなくても調べ直します",
      },
      examples: [
        { command: "monolift inspect --routes", says: "どの URL がどのビューに行くか" },
        { command: "monolift inspect --openapi --out api.json", says: "ほかのツールに渡す API の記述" },
      ],
    },
    erd: {
      brief: "モデルとそのフィールド、関連を図にします",
      description: [
        "アプリケーションをバンドルの中で読み込み、モデルをアプリごとに1つの SVG に描きます。",
        "ブラウザーで開けます。同じモデルからは同じ図ができます。端末ではファイルに書き込み、",
        "その名前を表示します。",
      ],
      flags: {
        against: "リリースからの追加・削除・変更に印を付けます",
        format: "SVG、または GitHub が図にするテキスト",
      },
      examples: [
        { command: "monolift erd --out models.svg", says: "このフォルダーのモデル" },
        { command: "monolift erd --against 3", says: "リリース 3 からの変更も示す" },
        { command: "monolift erd --format mermaid", says: "README に載せる" },
      ],
    },
    map: {
      brief: "リクエストの流れと、使うものを図にします",
      description: [
        "ブラウザーで開ける1つの SVG に描きます。リクエストから公開アドレスとルートを通って",
        "関数へ、さらにデータベース、バケット、シークレット、メールボックスへ。下にはアプリごとの",
        "すべてのルートが並びます。端末ではファイルに書き込み、その名前を表示します。",
      ],
      flags: {},
      examples: [
        { command: "monolift map production", says: "ステージ production の計画" },
        { command: "monolift map --against 3", says: "リリース 3 からの変更も示す" },
      ],
    },
    diff: {
      brief: "up が行うことを、実行せずに示します",
      description: [
        "フォルダーを稼働中のリリースと比べます: コード、依存関係、設定、リソース、",
        "ルート、モデル、マイグレーション、危険な設定。何も起動せず、作らず、変更",
        "しません。データベースには、ステージが動いている間だけ問い合わせます。",
        "",
        "AWS のステージでは、リソースごとの変化、取り消せるか、その間リクエストが失敗するか、",
        "誰も使わない月の費用も示します。",
      ],
      flags: {
        exitCode: "変更があるとき、終了コードを 1 にする",
        newEmpty: "up と同じ: 空のデータベースから始まる場合も比べます",
      },
      examples: [
        { command: "monolift diff", says: "monolift up の前に" },
        { command: "monolift diff --exit-code", says: "スクリプト用: 変更の有無だけを知る" },
      ],
    },
    doctor: {
      brief: "AWS で失敗する点と危険な点を示します",
      description: [
        "バンドルの中でアプリケーションを読み込み、コンテナー・サーバー・requirements・",
        "git が保存するファイルも調べます。見つけた点ごとに、内容・場所・理由・直し方を",
        "示します。何も変更せず、何も起動しません。エラーがあれば終了コードは 1 です。",
        "",
        "AWS のステージでは、誰として接続しているかと、足りない権限も示します。",
      ],
      flags: {
        cold: "代わりに、コールドスタートと読み込むモジュールを計測します",
        out: "--cold の図を書き込むファイル",
      },
      examples: [
        { command: "monolift doctor", says: "このフォルダーのプロジェクトを調べる" },
        { command: "monolift doctor --json", says: "コード付きの JSON(変更の検査用)" },
        { command: "monolift doctor production", says: "デプロイ先のアカウントも調べる" },
        { command: "monolift doctor --cold", says: "コールドスタートで時間のかかるもの" },
      ],
    },
    help: {
      brief: "Monolift またはコマンドの説明を表示します",
      description: ["コマンドの一覧、または1つのコマンドの説明を表示します。"],
      flags: { all: "すべてのコマンドを表示します" },
      verb: "説明を見たいコマンド",
      subcommand: "そのサブコマンド",
      examples: [{ command: "monolift help up", says: "up の動作とオプション" }],
    },
  },
};
