import type { Words } from "./en.ts";

/** What `actions` says, in Japanese. */
export const ja: Words = {
  errors: {
    NO_PROJECT: ({ folder }) => ({
      cause: `${folder} にも、その上のフォルダーにも monolift.toml がありません。`,
      fix: "プロジェクトのフォルダーに移動するか、NAME/STAGE の形でステージを指定してください（一覧は `monolift list`）。Django プロジェクトの中で `monolift up` を実行すると、このファイルが作られます。",
    }),
    NEVER_LIFTED: ({ name, stage, known }) => ({
      cause: `「${name}/${stage}」は、このマシンでまだ一度もリフトされていません${known.length === 0 ? "" : `（リフト済みのプロジェクト: ${known.join("、")}）`}。`,
      fix: `先に、プロジェクトのフォルダーで \`monolift up${stage === "local" ? "" : ` ${stage}`}\` を実行してください。`,
    }),
    STAGE_STOPPED: ({ name, stage }) => ({
      cause: `「${name}/${stage}」は停止中なので、開いても応答がありません。`,
      fix: "`monolift up` で再開できます。データは残っています。",
    }),
    STILL_THERE: ({ left }) => ({
      cause: `すべて削除したはずですが、まだ残っているものがあります: ${left.join("、")}`,
      fix: "もう一度 `monolift down` を実行してください。それでも残る場合は手で削除し、何が残ったかをお知らせください。",
    }),
    BOOT_FAILED: ({ what }) => ({
      cause: `新しいバージョンが起動しません: ${what}`,
      fix: "トレースバックの箇所を直して、もう一度 `monolift up` を実行してください。何も変更していません。マイグレーションは実行されておらず、これまでのバージョンがそのまま応答しています。",
    }),
    BOOT_TIMED_OUT: ({ seconds }) => ({
      cause: `新しいバージョンの起動が、Lambda で許される ${seconds} 秒以内に終わりませんでした。`,
      fix: "インポート時に何をしているか（通信、大きなファイル、他のサービスの待機など）を確認してください。`monolift inspect` でインポート中の動作を一覧できます。マイグレーションは実行されていません。",
    }),
    BOOT_OUT_OF_MEMORY: ({ memoryMb }) => ({
      cause: `新しいバージョンの起動には ${memoryMb} MB では足りません。`,
      fix: "monolift.toml の `[functions.web]` で `memory = 2048` のように増やしてください。マイグレーションは実行されていません。",
    }),
    BOOT_EXITED: ({ exit }) => ({
      cause: `新しいバージョンは起動中に自分で終了しました（${exit}）。`,
      fix: "最後の出力を下に示します。sys.exit()、ネイティブモジュールのクラッシュなど、インポート時にプロセスを終わらせるものがあります。マイグレーションは実行されていません。",
    }),
    HEALTH_FAILED: ({ status, path, isFirst }) => ({
      cause: `新しいバージョンは ${path} に ${status} を返したため、公開していません。`,
      fix: isFirst
        ? "トレースバックの箇所を直して、もう一度 `monolift up` を実行してください。データが足りないだけなら、先に `monolift run -- loaddata …` などで用意できます（コマンドはもう使えます）。"
        : "これまでのバージョンがそのまま応答しています。適用済みのマイグレーションは戻りません。トレースバックの箇所を直して、もう一度 `monolift up` を実行してください。",
    }),
    STATIC_FAILED: ({ message }) => ({
      cause: `静的ファイルを集められませんでした: ${message}`,
      fix: "示された設定またはファイルを直して、もう一度 `monolift up` を実行してください。これまでのバージョンがそのまま応答しています。",
    }),
    MIGRATION_FAILED: ({ migration, message, isRolledBack }) => ({
      cause: `マイグレーション ${migration} が失敗しました: ${message}`,
      fix: isRolledBack
        ? "このマイグレーションはロールバックされました。それより前のものは適用済みのままで、これまでのバージョンが応答を続けています。マイグレーションを直して、もう一度 `monolift up` を実行してください。"
        : "このマイグレーションはアトミックではないため、一部だけがデータベースに残っている可能性があります。`monolift run -- showmigrations` や `monolift run -- dbshell` で確認し、直してからもう一度 `monolift up` を実行してください。",
    }),
    MIGRATE_FAILED: ({ message }) => ({
      cause: `データベースをマイグレーションできませんでした: ${message}`,
      fix: "メッセージの示す箇所を直して、もう一度 `monolift up` を実行してください。これまでのバージョンがそのまま応答しています。",
    }),
    ROWS_FILE_MISSING: ({ file }) => ({
      cause: `--from で指定された ${file} が見つかりません。`,
      fix: "プロジェクトの SQLite ファイルを指定してください（例: `monolift up --from db.sqlite3`）。",
    }),
    ROWS_NOT_BROUGHT: ({ file, message }) => ({
      cause: `${file} の行を取り込めませんでした: ${message}`,
      fix: "ファイルもステージも変更していません。SQLite 側で示された箇所を直し（または手元で `migrate` を実行し）、同じコマンドをもう一度実行してください。",
    }),
    ROWS_STAGE_HAS_ROWS: ({ stage, message }) => ({
      cause: `ステージ「${stage}」にはすでに行があるため、取り込みません: ${message}`,
      fix: "何も変更していません。ステージの行を消してよければ、先に `monolift down` を実行してから --from を付けてリフトし直してください。",
    }),
    COMMAND_FAILED: ({ command, message }) => ({
      cause: `このステップのコマンド ${command} が失敗しました: ${message}`,
      fix: "トレースバックの箇所を直して、もう一度 `monolift up` を実行してください。",
    }),
  },
  notices: {
    SQLITE_HAS_ROWS: ({ file }) =>
      `これまでのデータは ${file} にあります。ステージには専用の PostgreSQL データベースが用意されました。\`monolift up --from ${file}\` で行を引き継げます。`,
    TASKS_NOT_EXECUTED: ({ kind, count }) =>
      kind === "celery-tasks"
        ? `Celery タスク ${count} 件はまだ実行されません（このステージにはキューがありません）。`
        : kind === "celery-schedules"
          ? `Celery の定期実行 ${count} 件はまだ動きません。`
          : kind === "django-tasks"
            ? `Django のタスク ${count} 件は、まだバックグラウンドでは実行されません。`
            : "WebSocket にはまだ対応していません（HTTP は動きます）。",
    WRITES_AT_IMPORT: ({ files }) =>
      `アプリケーションはインポート時にファイルを書き込みます。読み取り専用のディスクでは拒否されます: ${files.slice(0, 3).join("、")}${files.length > 3 ? " など" : ""}`,
    STATIC_NOT_INSTALLED: () =>
      "INSTALLED_APPS に django.contrib.staticfiles がないため、各アプリの static フォルダーをそのままコピーしました。",
    ROWS_LEFT_OUT: ({ tables }) =>
      `対応するモデルがプロジェクトにないため、引き継がなかったテーブル: ${tables.join("、")}`,
    STATE_SET_ASIDE: ({ file, keptAs }) =>
      `${file} が壊れていたため、${keptAs} として残し、新しく書き直します。`,
    PORT_MOVED: ({ from, to, holder }) =>
      `ポート ${from} は${holder === null ? "" : ` ${holder} が`}使用中なので、このステージのポートを ${to} に変えました。`,
    FOLDER_MOVED: ({ name, from, to }) =>
      `プロジェクト「${name}」は ${from} にありましたが、なくなっています。これからは ${to} です。`,
  },
};
