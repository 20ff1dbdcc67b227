import type { HelpWords } from "./en.ts";

/** The help pages in Japanese. */
export const ja: HelpWords = {
  tagline: "Monolift は、モノリスをそのままサーバーレスで動かします。コマンド1つで。",
  firstSteps: "Django プロジェクトのフォルダーで、次のように入力してください",
  headings: {
    usage: "使い方",
    verbs: "コマンド",
    arguments: "引数",
    options: "オプション",
    examples: "例",
  },
  placeholders: {
    verb: "コマンド",
    stage: "ステージ",
    target: "名前/ステージ",
    command: "コマンド…",
    file: "ファイル",
    port: "番号",
    time: "時刻",
    request: "ID",
    name: "名前",
    options: "オプション",
  },
  more: "すべてのコマンドは monolift help --all、個別の説明は monolift help up のように。",
  oneVerb: "個別の説明は monolift help up のように。",
  stage: "対象のステージ。省略すると local（このマシン）",
  options: {
    json: "結果を JSON で標準出力に書き、確認の質問を一切しません",
    verbose: "詳しく表示します（トレースバック全体、すべてのログ行）",
    lang: "表示言語（英語・日本語・韓国語）を変え、以後も使います",
    help: "このヘルプを表示します",
    helpAll: "すべてのコマンドを表示します",
    version: "バージョンを表示します",
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
        from: "SQLite ファイルのデータを新しいデータベースへ移します",
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
    init: {
      brief: "monolift.toml だけを作ります（何も起動しません）",
      description: [
        "プロジェクトを調べ、動作に必要な最小限のファイルを書きます。普段は不要です。",
        "ファイルがなければ monolift up が同じものを作ります。",
      ],
      flags: { name: "プロジェクトの名前。省略するとフォルダー名から決めます" },
      examples: [{ command: "monolift init --name blog", says: 'name = "blog" と書かれたファイル' }],
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
        routes: "すべてのルートをフレームワークの順序で表示します",
        refresh: "変更がなくても調べ直します",
      },
      examples: [{ command: "monolift inspect --routes", says: "どの URL がどのビューに行くか" }],
    },
    help: {
      brief: "Monolift またはコマンドの説明を表示します",
      description: ["コマンドの一覧、または1つのコマンドの説明を表示します。"],
      flags: { all: "すべてのコマンドを表示します" },
      verb: "説明を見たいコマンド",
      examples: [{ command: "monolift help up", says: "up の動作とオプション" }],
    },
  },
};
