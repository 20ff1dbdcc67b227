import { sayMoment, sayTimeSpan } from "../time-span.ts";
import { namedAtMost, type Column, type Words } from "./en.ts";

/** What `actions` says, in Japanese. */
export const ja: Words = {
  errors: {
    STAGE_IS_KEPT: (facts) => ({
      cause: `ファイルで ${facts.stage} のデータが保護されています(\`keep = true\`)。ステージ名を入力したときだけ削除できます。`,
      fix: `端末で \`monolift down ${facts.stage}\` を実行して名前を入力するか、先にファイルから \`keep\` を外してください。\`--keep-data\` なら、データを残してステージだけを終了できます。`,
    }),
    NO_PROJECT: ({ folder }) => ({
      cause: `${folder} にも、その上のフォルダーにも monolift.toml がありません。`,
      fix: "プロジェクトのフォルダーに移動するか、NAME/STAGE の形でステージを指定してください（一覧は `monolift list`）。Django プロジェクトの中で `monolift up` を実行すると、このファイルが作られます。",
    }),
    NEVER_LIFTED: ({ name, stage, known }) => ({
      cause: `「${name}/${stage}」は、このマシンでまだ一度もリフトされていません${known.length === 0 ? "" : `（リフト済みのプロジェクト: ${known.join("、")}）`}。`,
      fix: `先に、プロジェクトのフォルダーで \`monolift up${stage === "local" ? "" : ` ${stage}`}\` を実行してください。`,
    }),
    STAGE_EXPIRED: ({ name, stage, lastUseAt }) => ({
      cause: `「${name}/${stage}」は自動で終了しました。最後に使われたのは ${sayMoment(lastUseAt)} で、\`ttl\` の期間を過ぎています。`,
      fix: `データは残っていません。\`monolift up ${stage}\` で新しく作れます。`,
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
    HEALTH_FAILED: ({ status, path, isFirst, hint }) => ({
      cause: `新しいバージョンは ${path} に ${status} を返したため、公開していません。${hint === null ? "" : `Lambda の制限に当たっています: ${hint}`}`,
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
    MIGRATION_NEEDS_CONSENT: ({ stage, operations }) => ({
      cause: `未適用のマイグレーションに、元に戻せない、または稼働中のリリースが動けなくなる操作が ${operations} 件あります:`,
      fix: `何も変更していません。意図した変更であれば \`monolift up ${stage} --yes-irreversible\` を実行してください。先に行とファイルを復元ポイントとして残すので、\`monolift data restore ${stage}\` で戻せます。`,
    }),
    MIGRATION_WOULD_FAIL: ({ migration }) => ({
      cause: `マイグレーション ${migration} は、今ある行に対して失敗します:`,
      fix: "何も変更していません。行を直すか、上の助言に沿ってマイグレーションを直してから、もう一度 `monolift up` を実行してください。",
    }),
    MIGRATION_NOT_JUDGED: ({ stage, message }) => ({
      cause: `未適用のマイグレーションが何をするかを調べられませんでした: ${message}`,
      fix: `何も変更していません。示された箇所を直してください。調べずに適用するなら \`monolift up ${stage} --yes-irreversible\` を実行します。先に行とファイルを復元ポイントとして残します。`,
    }),
    FROM_ITSELF: ({ stage }) => ({
      cause: `ステージ「${stage}」を自分自身のコピーから始めることはできません。`,
      fix: "新しいステージを先に、コピー元を --from の後に指定してください: `monolift up preview-x --from local`",
    }),
    FROM_UNKNOWN_STAGE: ({ from, stages }) => ({
      cause:
        stages.length === 0
          ? `--from でステージ「${from}」が指定されていますが、このプロジェクトにはまだ他のステージがありません。`
          : `--from で指定されたステージ「${from}」はリフトされていません。あるのは ${stages.join(", ")} です。`,
      fix: "そのいずれかを指定するか、SQLite ファイルをパスで指定してください: `--from ./db.sqlite3`",
    }),
    STAGE_HAS_DATA: ({ stage, from }) => ({
      cause: `ステージ「${stage}」にはすでにデータがあるため、「${from}」をコピーしませんでした。`,
      fix: `何も変更していません。そのままリフトするなら \`monolift up ${stage}\`、データを消してよければ先に \`monolift down ${stage}\` を実行してください。`,
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
    DATABASE_NOT_OURS: ({ stage }) => ({
      cause: `「${stage}」の行はプロジェクト自身の設定が示す場所にあるか、まだどこにもありません。Monolift が預かっている行はありません。`,
      fix: "ステージ専用のデータベース（既定。monolift.toml の `database`）であれば、復元・書き出し・取り込みができます。そうでない場合は、お使いのデータベースのツールを使ってください。",
    }),
    NO_RESTORE_POINT: ({ stage, known }) => ({
      cause: `「${stage}」には、マイグレーション前に作られた復元ポイントがありません。`,
      fix:
        known.length === 0
          ? "復元ポイントは、元に戻せないマイグレーションの前に作られます。控えは `monolift data export` でいつでも取れます。"
          : `ほかの復元ポイントは残っています。\`monolift data points ${stage}\` で一覧でき、\`monolift data restore ${stage} --to ${known[0]}\` で戻せます。`,
    }),
    UNKNOWN_RESTORE_POINT: ({ stage, point, known }) => ({
      cause: `「${stage}」に復元ポイント ${point} はありません${known.length === 0 ? "" : `（あるのは ${known.join("、")}）`}。`,
      fix: `それぞれの内容は \`monolift data points ${stage}\` で確認できます。`,
    }),
    DEV_RUNNING: ({ pid, stage }) => ({
      cause: `${stage} ではすでに \`monolift dev\` が動いています（プロセス ${pid}）。二つ同時に動かすと、互いのコードを差し替え合ってしまいます。`,
      fix: '先に動いている方を、そのターミナルで ^C を押して終了してください。別のステージで作業することもできます（`monolift dev preview-NAME`、monolift.toml に `[stages."preview-*"]` が必要です）。',
    }),
    TOO_MANY_WATCHES: ({ folder }) => ({
      cause: `OS が監視できるフォルダー数の上限に達しているため、${folder} 以下の変更を検知できません。`,
      fix: "上限を引き上げてください。`sudo sysctl fs.inotify.max_user_watches=524288`、それでも足りなければ `fs.inotify.max_user_instances=512` も設定します。再起動後も有効にするには、両方を /etc/sysctl.d/ に書いておきます。",
    }),
    NO_OLDER_RELEASE: ({ live }) => ({
      cause: `リリース ${live} が稼働中で、それより前に稼働したことのあるリリースは残っていません。`,
      fix: "残っているものは `monolift releases` で確認できます。戻したいコードをチェックアウトして `monolift up` を実行する方法もあります。",
    }),
    UNKNOWN_RELEASE: ({ release, kept }) => ({
      cause: `リリース ${release} は残っていません。残っているのは ${kept.join("、")} です。`,
      fix: "それぞれの内容は `monolift releases` で確認できます。",
    }),
    RELEASE_IS_LIVE: ({ release }) => ({
      cause: `リリース ${release} はすでに稼働中です。`,
      fix: "ほかに残っているリリースは `monolift releases` で確認できます。",
    }),
    RELEASE_INCOMPLETE: ({ release, missing, commit }) => ({
      cause: `リリース ${release} の一部が失われています${missing.length === 0 ? "（記録を読み取れません）" : `: ${missing.join("、")}`}。`,
      fix: `何も切り替えていません。${commit === null ? "そのコード" : `そのコード（コミット ${commit}）`}をチェックアウトして \`monolift up\` を実行してください。`,
    }),
    COLD_START_FAILED: {
      cause: "関数は最初のリクエストを受けられるようになる前に終了しました。",
      fix: "出力は上にあります。`monolift inspect` で、アプリケーションを読み込めない箇所が分かります。",
    },
    RELEASE_NOT_DESCRIBED: ({ release }) => ({
      cause: `リリース ${release} の内容の記録が残っていないので、比べることができません。`,
      fix: "ほかのリリースは `monolift releases` で確認できます。",
    }),
    RELEASE_WITHOUT_SECRETS: ({ release }) => ({
      cause: `リリース ${release} が作られたとき、このステージにシークレットはまだなかったので、戻すものがありません。`,
      fix: "`--with-secrets` を付けずに実行してください。コードと設定が戻り、それ以外はそのまま残ります。",
    }),
    RELEASE_DOES_NOT_START: ({ release, live, what }) => ({
      cause: `リリース ${release} が起動しなくなっています: ${what}`,
      fix: `何も切り替えていません。リリース ${live} がそのまま動いています。リリースの外にあるもの（リンクしているファイル、データベース、環境変数）が変わったようです。ほかに残っているリリースは \`monolift releases\` で確認できます。`,
    }),
  },
  notices: {
    CANARY_UNDER_WAY: ({ release, from, percent }) =>
      `リリース ${release} をリクエストの ${percent}% で試しています。残りはリリース ${from} が応答します。状況は \`monolift status\` で確認でき、\`monolift rollback\` で中止できます。`,
    CANARY_REPLACED: ({ release }) =>
      `リリース ${release} はまだ試している途中でした。新しいリリースと入れ替えます。`,
    CANARY_SKIPPED: () =>
      "ステージのポートが変わったため、新しいリリースがすべてのリクエストをすぐに受け取ります。アドレスが変わるときは、2つのリリースで分け合えません。",
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
    ASGI_WITHOUT_HTTP: ({ application }) =>
      `ASGI アプリケーションの ProtocolTypeRouter に "http" がないため、HTTP は WSGI で ${application} が処理します。`,
    WRITES_AT_IMPORT: ({ files }) =>
      `アプリケーションはインポート時にファイルを書き込みます。読み取り専用のディスクでは拒否されます: ${files.slice(0, 3).join("、")}${files.length > 3 ? " など" : ""}`,
    STATIC_NOT_INSTALLED: () =>
      "INSTALLED_APPS に django.contrib.staticfiles がないため、各アプリの static フォルダーをそのままコピーしました。",
    STATIC_LEFT_OUT: ({ sources }) =>
      `静的ファイルの一部を収集できませんでした: ${listed(sources.map(({ finder, why }) => `${why}（${finder}）`))}`,
    STATIC_DUPLICATES: ({ files }) =>
      `同じパスの静的ファイルが複数あるため、最初に見つかったものを配信します: ${listed(files.map(({ path, taken, ignored }) => `${path}（${taken} を使用し、${ignored.join("、")} は使いません）`))}`,
    APPS_WITHOUT_MIGRATIONS: ({ apps }) =>
      `モデルがあるのにマイグレーションがないアプリです。テーブルは作られません: ${apps.join("、")}。\`monolift run -- makemigrations ${apps.join(" ")}\` で作成できます。`,
    ROWS_LEFT_OUT: ({ tables }) =>
      `対応するモデルがプロジェクトにないため、引き継がなかったテーブル: ${tables.join("、")}`,
    ROWS_COLUMNS_LEFT_OUT: ({ columns }) =>
      `対応するフィールドがモデルにないため、値を引き継がなかった列: ${listed(columns.map(inRows))}`,
    ROWS_TIMES_MOVED: ({ columns }) =>
      `夏時間への切り替えで存在しない現地時刻は、切り替え分だけ後の時刻にしました: ${listed(columns.map(inRows))}`,
    RESTORE_POINT_MADE: ({ id, stage, hasFiles }) =>
      `適用前の${hasFiles ? "行とファイル" : "行 (アップロードされたファイルは対象外)"}を復元ポイント ${id} として残しました。\`monolift data restore ${stage}\` で戻せます。`,
    STAGE_EXPIRED: ({ name, stage, ttlSeconds, lastUseAt, data }) =>
      `ステージ「${name}/${stage}」は自動で終了しました。\`ttl\` は ${sayTimeSpan(ttlSeconds, "ja")}、最後に使われたのは ${sayMoment(lastUseAt)} です。${
        data === null
          ? "持っていたデータは数えられませんでしたが、すべて削除しました。"
          : `${data.rows} 行、アップロードされたファイル ${data.objects} 個など、すべてを削除しました。`
      }`,
    EXPIRED_STAGE_STAYS: ({ name, reason }) =>
      `「${name}」に、自動で終了するはずのステージが残っています: ${reason} 次のコマンドでもう一度試します。`,
    STATE_SET_ASIDE: ({ file, keptAs }) =>
      `${file} が壊れていたため、${keptAs} として残し、新しく書き直します。`,
    PORT_MOVED: ({ from, to, holder }) =>
      `ポート ${from} は${holder === null ? "" : ` ${holder} が`}使用中なので、このステージのポートを ${to} に変えました。`,
    FOLDER_MOVED: ({ name, from, to }) =>
      `プロジェクト「${name}」は ${from} にありましたが、そこにはもうありません。これからは ${to} です。`,
  },
};

function listed(texts: readonly string[]): string {
  const more = texts.length - namedAtMost;
  return `${texts.slice(0, namedAtMost).join("、")}${more > 0 ? ` ほか ${more} 件` : ""}`;
}

function inRows({ table, column, rows }: Column): string {
  return `${table}.${column}（${rows} 行）`;
}
