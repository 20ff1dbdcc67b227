import { hintsJa } from "./hints/ja.ts";
import { pagesJa } from "./pages/ja.ts";
import type { Words } from "./en.ts";

/** What `platform` says, in Japanese. */
export const ja: Words = {
  errors: {
    ENVIRONMENT_TOO_LARGE: ({ functionName, bytes, limitBytes, largest }) => ({
      cause: `関数 ${functionName} の環境変数は合計 ${bytes} バイトで、Lambda の上限 ${limitBytes} バイトを超えています。大きいもの: ${largest.map((one) => `${one.name} (${one.bytes})`).join("、")}`,
      fix: "大きな値を環境変数の外に移してください。秘密の値はステージのシークレットに (`monolift secrets set`)、長いテキストや鍵ファイルはアプリケーションが読み込むファイルに置きます。どちらも上限には数えられません。",
    }),
    DAEMON_FAILED: ({ log }) => ({
      cause: "このプロジェクトのバックグラウンドプロセスが起動しませんでした。",
      fix: `理由はログにあります: ${log}`,
    }),
    DAEMON_GONE: ({ operation }) => ({
      cause: `「${operation}」の途中で、このプロジェクトのバックグラウンドプロセスが終了しました。`,
      fix: "もう一度コマンドを実行してください。新しいプロセスが起動します。保存済みのデータは失われません。",
    }),
    PORT_TAKEN: ({ port, holder }) => ({
      cause: `ポート ${port} は${holder === null ? "別のプログラム" : ` ${holder} `}が使用しています。`,
      fix: "使用しているプログラムを終了するか、--port で別のポートを指定してください。",
    }),
    POSTGRES_NOT_AVAILABLE: ({ platform, architecture }) => ({
      cause: `このマシン (${platform}, ${architecture}) で動く PostgreSQL がありません。同梱の npm パッケージがインストールされていないか、この環境では実行できず、システムにもバージョン 14 以降のサーバーが見つかりません。`,
      fix: "OS のパッケージマネージャーで PostgreSQL をインストールしてください (起動しておく必要はありません)。または、データベースを作成できるサーバーを MONOLIFT_POSTGRES_URL に指定してください。",
    }),
    POSTGRES_PORT_TAKEN: ({ port }) => ({
      cause: `PostgreSQL を 127.0.0.1:${port} で起動しようとしましたが、このポートは別のプログラムが使用しています。`,
      fix: `ポート ${port} を使用しているプログラムを終了してから、もう一度実行してください。`,
    }),
    DATABASE_BUSY: ({ database }) => ({
      cause: `データベース ${database} では 10 秒を超えて処理が続いているため、コピーできません。`,
      fix: "時間のかかっているリクエストやコマンド、トランザクションが終わるのを待ってから (`monolift logs` で確認できます)、もう一度実行してください。何も変更していません。",
    }),
    EXPORT_FOLDER_NOT_EMPTY: ({ folder }) => ({
      cause: `${folder} にはすでに何かが入っています。書き出しがほかのファイルと混ざることはありません。`,
      fix: "空の、またはまだないフォルダーを指定してください。何も書き込んでいません。",
    }),
    EXPORT_FOLDER_IS_FILE: ({ folder }) => ({
      cause: `${folder} はフォルダーにできません。それ自体か、その上の階層がファイルです。`,
      fix: "空の、またはまだないフォルダーを指定してください。何も書き込んでいません。",
    }),
    IMPORT_NO_MANIFEST: ({ folder }) => ({
      cause: `${folder} に manifest.json がありません。書き出したフォルダーではないか、書き出しが途中で終わっています。`,
      fix: "`monolift data export` が書き出したフォルダーを指定してください。何も変更していません。",
    }),
    IMPORT_MANIFEST_UNREADABLE: ({ file, reason }) => ({
      cause: `${file} を書き出しの一部として読み取れません: ${reason}`,
      fix: "もう一度書き出し、manifest.json と media.jsonl はそのままにしてください。新しい版の Monolift で書き出した場合は、こちらも更新してください。何も変更していません。",
    }),
    IMPORT_FILE_DIFFERS: ({ file }) => ({
      cause: `${file} がないか、書き出したときと長さが違います。`,
      fix: "書き出した場所から、フォルダー全体をもう一度コピーしてください。何も変更していません。",
    }),
    IMPORT_MIGRATIONS_DIFFER: ({ missing, extra, release }) => ({
      cause: [
        "書き出したときとステージとで、適用済みのマイグレーションが違います。",
        ...(missing.length === 0 ? [] : [`ステージにないもの: ${missing.join("、")}。`]),
        ...(extra.length === 0 ? [] : [`書き出しにないもの: ${extra.join("、")}。`]),
      ].join(""),
      fix: `何も変更していません。書き出したときのコード${release === null ? "" : `（書き出し元のリリース ${release}）`}でステージを立ち上げて取り込み、その後で今のコードを up してください。マイグレーションが行を今の形にします。`,
    }),
    IMPORT_TABLES_DIFFER: ({ unknown }) => ({
      cause: `書き出したもののうち、ステージにないものがあります: ${unknown.join("、")}。`,
      fix: "何も変更していません。マイグレーションは同じなので、手作業か、パッケージの別の版で作られたものです。ステージにも作るか、書き出しをやり直してください。",
    }),
    IMPORT_STAGE_HAS_DATA: ({ rows, objects }) => ({
      cause: `ステージにはすでにデータがあります（${rows} 行、ファイル ${objects} 個）。`,
      fix: "何も変更していません。`--replace` を付けると置き換えます。今のデータは先に復元ポイントとして残ります。",
    }),
    IMPORT_ROWS_REFUSED: ({ table, message }) => ({
      cause: `PostgreSQL が${table === "" ? "" : ` ${table} の`}行を受け付けませんでした: ${message}`,
      fix: "何も変更していません。ファイルを編集した場合は、示された箇所を直してください。そうでなければ書き出しをやり直してください。",
    }),
    IMPORT_ROWS_MISSING: ({ table, expected, found }) => ({
      cause: `${table} のファイルには ${found} 行ありますが、書き出したのは ${expected} 行です。`,
      fix: "何も変更していません。書き出した場所から、フォルダー全体をもう一度コピーしてください。",
    }),
    POSTGRES_DISK_FULL: ({ folder }) => ({
      cause: `ディスクの空き容量が足りず、PostgreSQL が ${folder} に書き込めませんでした。`,
      fix: "空き容量を確保してから (新しいデータベースサーバーには約 150 MB 必要です)、もう一度実行してください。データは失われていません。",
    }),
    POSTGRES_OTHER_VERSION: ({ folder, found, available }) => ({
      cause: `${folder} のデータは PostgreSQL ${found} で作成されていますが、このマシンにあるのはバージョン ${available.join(", ")} で、読み込めません。`,
      fix: `OS のパッケージマネージャーで PostgreSQL ${found} をインストールすると、このデータにはそちらが使われます。データには手を加えていません。`,
    }),
    POSTGRES_DATA_DAMAGED: ({ folder }) => ({
      cause: `PostgreSQL が ${folder} のデータを読み込めません。`,
      fix: "何も削除していません。バックアップから復元してください。データが不要であれば、フォルダーを別の場所に移すと、次回の起動時に新しく作成されます。",
    }),
    POSTGRES_IN_USE: ({ folder, pid, owner }) => ({
      cause: `${folder} のデータは使用中です。プロセス ${owner} が PostgreSQL サーバー (プロセス ${pid}) を動かしています。`,
      fix: `そのサーバーを使うか、先にプロセス ${owner} を終了してください。`,
    }),
    POSTGRES_INIT_FAILED: ({ folder }) => ({
      cause: `PostgreSQL の initdb が ${folder} に新しいデータベースサーバーを作成できませんでした。`,
      fix: "下に示す initdb のメッセージを確認して原因を取り除き、もう一度実行してください。",
    }),
    POSTGRES_DID_NOT_START: ({ log }) => ({
      cause: "PostgreSQL が起動しませんでした。",
      fix: `下のメッセージと ${log} を確認してから、もう一度実行してください。データには手を加えていません。`,
    }),
    POSTGRES_PASSWORD_REFUSED: ({ file }) => ({
      cause: `${file} のパスワードでは PostgreSQL に接続できません。ファイルが書き換えられたか、別のデータのものです。`,
      fix: `${file} を削除してもう一度実行すると、新しいパスワードが設定されます。データはそのまま残ります。`,
    }),
    POSTGRES_URL_UNREADABLE: ({ url }) => ({
      cause: `MONOLIFT_POSTGRES_URL の値「${url}」を接続先として解釈できません。`,
      fix: "postgresql://USER:PASSWORD@HOST:PORT/DATABASE の形式で指定してください。特殊文字はパーセントエンコードし、sslmode には disable、require、verify-full のいずれかを指定できます。",
    }),
    POSTGRES_UNREACHABLE: ({ host, port, reason }) => ({
      cause: `PostgreSQL サーバー ${host}:${port} に接続できませんでした: ${reason}`,
      fix: "サーバーが起動していること、ホスト、ポート、ユーザー名、パスワードが正しいことを確認してください。",
    }),
    POSTGRES_NOT_ALLOWED: ({ user, database }) => ({
      cause: `PostgreSQL のロール「${user}」には、データベース「${database}」を作成または削除する権限がありません。`,
      fix: `次の SQL でロールに権限を付与してください: ALTER ROLE "${user}" CREATEDB`,
    }),
  },
  hints: hintsJa,
  pages: pagesJa,
  notices: {},
};
