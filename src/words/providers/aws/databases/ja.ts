import type { DatabasesWords } from "./en.ts";
import type { NeonLimit } from "./neon-limit.ts";

const site = "https://console.neon.tech";

const limitWords: Record<NeonLimit, { readonly name: string; readonly fix: string }> = {
  "project-count": {
    name: "アカウントのプロジェクト数",
    fix: `不要になったプロジェクトを削除するか (${site})、上位のプランに変更してください。`,
  },
  "branch-count": {
    name: "プロジェクトのブランチ数",
    fix: "不要になったプレビューなどのステージ (`monolift down STAGE`) か復元ポイントを削除するか、上位のプランに変更してください。ステージも復元ポイントも、それぞれ 1 つのブランチです。",
  },
  "compute-count": {
    name: "同時に動くコンピュートの数",
    fix: "使われていないデータベースがスリープするまで 5 分待つか、不要になったステージを削除してください。",
  },
  "compute-time": {
    name: "今月のコンピュート時間",
    fix: `翌月になるとデータベースは再び起動します。今日から続けて使うには、上位のプランに変更してください (${site})。`,
  },
  "storage-size": {
    name: "ストレージ",
    fix: "不要になった行や復元ポイント、ステージを削除するか、上位のプランに変更してください。",
  },
  "transfer-size": {
    name: "今月のデータ転送量",
    fix: `翌月になると戻ります。今日から続けて使うには、上位のプランに変更してください (${site})。`,
  },
  "any-other": { name: "プランの制限", fix: `何が足りないかは Neon のメッセージにあります。プラン: ${site}` },
};

export const databasesJa: DatabasesWords = {
  errors: {
    NEON_KEY_MISSING: ({ file }) => ({
      cause: `データベースの置き場所は Neon ですが、Neon の API キーがありません。NEON_API_KEY は設定されておらず、${file} にもありません。`,
      fix: `${site}/app/settings/api-keys でキーを作成してください。ターミナルでコマンドを実行すると一度だけ入力を求めます。または NEON_API_KEY に設定してください。プロジェクトの中には保存しません。`,
    }),
    NEON_KEY_REFUSED: ({ from, file }) => ({
      cause: `Neon が${{ environment: " NEON_API_KEY の", file: ` ${file} の`, answer: "入力された" }[from]} API キーを受け付けません。取り消されたか、途中までしかコピーされていません。`,
      fix: `${site}/app/settings/api-keys で別のキーを作成し、${{ environment: "NEON_API_KEY に設定してください", file: `${file} を削除してから、ターミナルでもう一度コマンドを実行してください`, answer: "それを入力してください" }[from]}。`,
    }),
    NEON_NOT_ALLOWED: ({ operation, message }) => ({
      cause: `この API キーには、Neon でこの操作 (${operation}) をする権限がありません: ${message}`,
      fix: "プロジェクトを作成できる組織メンバーのキーか、組織のキーを使ってください。1 つのプロジェクト専用のキーでは、別のプロジェクトを作成できません。",
    }),
    NEON_ORGANIZATION_UNCLEAR: ({ organizations }) => ({
      cause: `この API キーは Neon の複数の組織に属しています: ${organizations.map(({ id, name }) => `${name} (${id})`).join("、")}`,
      fix: `どの組織にデータベースを置くかを monolift.toml に書いてください: [database] organization = "${organizations[0]?.id ?? "org-…"}"。または、その組織のキーを使ってください。`,
    }),
    NEON_PROJECT_NOT_FOUND: ({ project }) => ({
      cause: `この API キーで見える Neon のプロジェクトに ${project} はありません。`,
      fix: `[database] project を直すか、削除してください。削除すると名前で探します。ID は ${site} で確認できます。`,
    }),
    NEON_PROJECT_NOT_OURS: ({ name, id, branch }) => ({
      cause: `Neon のプロジェクト ${name} (${id}) は Monolift が作成したものではありません。「${branch}」という名前のルートブランチがありません。何も変更していません。`,
      fix: '既存のデータベースを使うには database = "url" と書き、`monolift secrets set DATABASE_URL STAGE` でアドレスを設定してください。そうでなければ、Neon でそのプロジェクトの名前を変更してください。',
    }),
    NEON_PROJECTS_ALIKE: ({ name, ids }) => ({
      cause: `Neon に ${name} という名前のプロジェクトが複数あります: ${ids.join("、")}。どれにデータがあるかは名前ではわかりません。`,
      fix: `正しいものの ID を monolift.toml に書いてください: [database] project = "${ids[0] ?? "…"}"。そのあと、ほかのものを ${site} で削除してください。`,
    }),
    NEON_BRANCH_OF_ANOTHER: ({ project, stage, owner }) => ({
      cause: `Neon のプロジェクト ${project} にはすでにステージ ${stage} のデータベースがあり、別の AWS アカウント (${owner}) のものです。何もしていません。`,
      fix: "monolift.toml でこのプロジェクトの名前を変えるか、Neon の別の組織のキーを使ってください。",
    }),
    NEON_BRANCH_RENAMED: ({ project, stage, branch }) => ({
      cause: `${stage} のデータベースの名前が Neon で変わっています。プロジェクト ${project} のブランチは「${branch}」という名前です。空のデータベースを新しく作ることはしませんでした。`,
      fix: `${site} でそのブランチの名前を「${stage}」に変更してください。中の行がもう不要なら、そこで削除してください。次の \`monolift up ${stage}\` が空のデータベースを作ります。`,
    }),
    NEON_NOTHING_TO_COPY: ({ stage, from }) => ({
      cause: `${stage} のデータベースは ${from} のコピーから始まりますが、${from} のデータベースが Neon にありません。`,
      fix: `先に ${from} をリフトするか (\`monolift up ${from}\`)、別のステージを指定してください。`,
    }),
    NEON_LIMIT: ({ limit, message }) => ({
      cause: `Neon のプランの上限に達しました: ${limitWords[limit].name} (${message})`,
      fix: limitWords[limit].fix,
    }),
    NEON_REFUSED: ({ operation, status, message }) => ({
      cause: `Neon が ${operation} を ${status} で拒否しました: ${message}`,
      fix: "Neon が示した問題を直してから、もう一度コマンドを実行してください。止まったところから続きます。",
    }),
    NEON_UNREACHABLE: ({ operation, reason }) => ({
      cause: `Neon から ${operation} の応答がありません: ${reason}`,
      fix: "ネットワークがつながり、https://neonstatus.com に障害の報告がないことを確認してから、もう一度コマンドを実行してください。まず何があるかを調べるので、同じものが二重に作られることはありません。",
    }),
    NEON_BUSY: ({ operation, seconds }) => ({
      cause: `Neon がこのプロジェクトを ${seconds} 秒間処理し続けていて、その間 ${operation} を受け付けませんでした。`,
      fix: "ほかの人が同じプロジェクトのステージをリフトしているのかもしれません。1 分ほどしてから、もう一度コマンドを実行してください。",
    }),
    NEON_TOO_MANY_REQUESTS: ({ seconds }) => ({
      cause: `Neon が今はこのアカウントからのリクエストを受け付けません。${seconds} 秒待つように求められました。`,
      fix: "数分してから、もう一度コマンドを実行してください。Neon が受け付けるのは、アカウントのすべてのプログラムを合わせて毎分 700 リクエストまでです。",
    }),
    NEON_OPERATION_FAILED: ({ action, status, message }) => ({
      cause: `Neon が ${action} を始めましたが、「${status}」で終わりました${message === "" ? "。" : `: ${message}`}`,
      fix: `もう一度コマンドを実行してください。すでにあるものは使われます。また失敗する場合は、${site} でプロジェクトの operations を確認し、Neon のサポートに問い合わせてください。`,
    }),
    NEON_SLOW: ({ actions, seconds }) => ({
      cause: `Neon の処理が ${seconds} 秒たっても終わりません: ${actions.join("、")}`,
      fix: "https://neonstatus.com を確認してから、もう一度コマンドを実行してください。同じ処理を待って、続きから進みます。",
    }),
    NEON_NO_DATABASE: ({ stage }) => ({
      cause: `ステージ ${stage} のデータベースが Neon にないため、保存するものも復元するものもありません。`,
      fix: `先にリフトしてください: \`monolift up ${stage}\``,
    }),
    NEON_POINT_NOT_FOUND: ({ stage, point }) => ({
      cause: `${stage} のデータベースには、復元ポイント ${point} が Neon にありません。`,
      fix: `\`monolift data points ${stage}\` で一覧を確認できます。`,
    }),
    NEON_NO_REGION: ({ region }) => ({
      cause: `この組織で使える Neon のリージョンに、${region} のデータベースを置ける AWS のリージョンがありません。`,
      fix: '別のデータベースを使ってください: database = "aurora"、既存のものなら "url"。',
    }),
    DATABASE_URL_MISSING: ({ stage }) => ({
      cause: `ステージ ${stage} は既存のデータベースを使いますが (database = "url")、そのアドレスがわかりません。`,
      fix: `一度だけ設定してください: \`monolift secrets set DATABASE_URL ${stage}\`。アドレス (postgresql://USER:PASSWORD@HOST:5432/NAME) の入力を求め、シークレットとして保存します。`,
    }),
    DATABASE_URL_UNREADABLE: ({ stage, reason }) => ({
      cause: `${stage} のシークレット DATABASE_URL は PostgreSQL データベースのアドレスではありません: ${reason}`,
      fix: `postgresql://USER:PASSWORD@HOST:5432/NAME の形でもう一度設定してください (\`monolift secrets set DATABASE_URL ${stage}\`)。パスワードの記号はパーセントエンコードします (@ は %40)。`,
    }),
    DATABASE_URL_UNREACHABLE: ({ host, port, reason }) => ({
      cause: `${host}:${port} のデータベースに、このマシンから接続できません: ${reason}`,
      fix: "データベースを起動するか、DATABASE_URL を直すか、外部からの接続を許可してください。ステージのネットワークからしか接続できない場合は、そのネットワークを指定してください ([network] vpc)。そうすると、ここからは接続を試みません。",
    }),
    DATABASE_TOO_OLD: ({ host, version, least }) => ({
      cause: `${host} のデータベースは PostgreSQL ${version} です。Monolift が対応するのはバージョン ${least} 以降です。`,
      fix: "サーバーをアップグレードするか、別のサーバーを使ってください。",
    }),
    DATABASE_TOO_SMALL: ({ connections, functions }) => ({
      cause: `データベースが同時に受け付ける接続は ${connections} 本で、${functions} 個の関数に 1 本ずつと、コマンドの分には足りません。`,
      fix: "データベースを大きくするか ([database] min または max)、自前のサーバーなら max_connections を増やしてください。",
    }),
    DATABASE_GONE: ({ stage, engine, release }) => ({
      cause: `${stage} はリリース ${release} を公開していますが、そのデータベース (${engine}) が見つかりません。代わりに空のデータベースを作ることはせず、何も変更していません。`,
      fix: `削除した場合は、提供元で元に戻してください。Neon は削除したプロジェクトを数日間、RDS はスナップショットを保持しています。行が失われてもよければ、空のデータベースから始められます: \`monolift up ${stage} --new-empty\``,
    }),
    ROWS_NOT_FROM_HERE: ({ stage, engine }) => ({
      cause:
        engine === "settings"
          ? `${stage} の行がどこにあるかは、プロジェクト自身の設定だけが決めています (database = "settings")。そのため、ファイルの行は取り込みません。`
          : `ファイルの行はこのマシンから取り込みますが、${stage} のデータベース (${engine}) にはステージのネットワークからしか接続できません。`,
      fix:
        engine === "settings"
          ? "何も変更していません。行は、お使いのデータベースのツールで読み込んでください。"
          : "何も変更していません。--from を付けずに公開し、そのネットワーク内のマシンから PostgreSQL のツールで行を読み込んでください。",
    }),
    FROM_OTHER_PROVIDER: ({ stage, from, isFromAws }) => ({
      cause: isFromAws
        ? `${from} は AWS に、${stage} はこのマシンにあります。ステージをコピーとして始められるのは、同じ場所にあるステージからだけです。`
        : `${from} はこのマシンに、${stage} は AWS にあります。ステージをコピーとして始められるのは、同じ場所にあるステージからだけです。`,
      fix: `何も変更していません。行とファイルはフォルダーに書き出して移せます: \`monolift data export フォルダー ${from}\`、\`monolift up ${stage}\`、\`monolift data import フォルダー ${stage} --replace\` の順に実行してください。`,
    }),
    FROM_ELSEWHERE: ({ stage, from, region, account }) => ({
      cause: `${from} は ${stage} とは別のアカウントまたはリージョン (${[account, region].filter((one) => one !== null).join("、")}) にあります。ステージをコピーとして始められるのは、同じ場所にあるステージからだけです。`,
      fix: `何も変更していません。行とファイルはフォルダーに書き出して移せます: \`monolift data export フォルダー ${from}\`、\`monolift up ${stage}\`、\`monolift data import フォルダー ${stage} --replace\` の順に実行してください。`,
    }),
    COPY_NOT_OFFERED: ({ stage, from, engine, fromEngine }) => ({
      cause:
        engine === fromEngine
          ? `${from} と ${stage} のデータベースは Monolift のものではない (database = "${engine}") ため、コピーを作れません。`
          : `${from} の行は ${fromEngine} に、${stage} の行は ${engine} にあります。コピーできるのは、同じ種類のデータベースだけです。`,
      fix:
        engine === fromEngine
          ? '何も変更していません。行はデータベースのツール (pg_dump) でコピーするか、両方のステージに専用のデータベースを持たせてください: database = "neon"'
          : `何も変更していません。${from} が "neon" か "aurora" なら、${stage} にも同じデータベースを指定してください。そうでなければ、--from を付けずに公開し、PostgreSQL のツール (pg_dump) で行をコピーしてください。`,
    }),
    DATABASE_URL_KEPT: ({ stage, engine }) => ({
      cause: `${stage} には専用のデータベース (${engine}) がありますが、シークレット DATABASE_URL も設定されています。このままでは、関数はシークレットのアドレスを使い続けます。`,
      fix: `シークレットを削除するか (\`monolift secrets unset DATABASE_URL ${stage}\`)、そのアドレスを使うなら database = "url" と書いてください。`,
    }),
    DATA_NOT_FROM_HERE: ({ stage }) => ({
      cause: `書き出しと取り込みはこのマシンを通りますが、${stage} のデータベース (aurora) にはステージのネットワークからしか接続できません。`,
      fix: "何も変更していません。行はそのネットワーク内のマシンから PostgreSQL のツール (pg_dump) で、ファイルは AWS のツール (`aws s3 sync`) でコピーしてください。",
    }),
  },
  notices: {
    NEON_REGION_FAR: ({ region, neonRegion, milliseconds }) =>
      `Neon にリージョン ${region} はないため、データベースは最も近い ${neonRegion} にあります。クエリ 1 回の往復に約 ${milliseconds} ミリ秒かかり、クエリが 10 回のページは ${(milliseconds / 100).toFixed(1)} 秒遅くなります。ステージもそのリージョンに置けば (region = "${neonRegion.replace(/^aws-/, "")}")、すぐそばになります。`,
    NEON_EXPIRY_NOT_SET: ({ stage, reason }) =>
      `期限が来ても、Neon は ${stage} のデータベースを自動では削除しません。${{ "too-far": "30 日より先の日付を受け付けないためです", "has-copies": "ほかのブランチがコピー元として使っているためです", "not-offered": "このアカウントでは使えない機能のためです" }[reason]}。ステージの終了時に削除されます。`,
    NEON_BRANCH_KEPT: ({ stage, copies }) =>
      `${stage} のデータベースには、もう誰も接続できません。コピーとして始まった ${copies.join("、")} がある間は、Neon がそのページを保持します。最後のコピーと一緒に消えます。`,
    NEON_PROJECT_KEPT: ({ project, branches }) =>
      `Neon のプロジェクト ${project} に、ステージはもうありません。Monolift が作成していないもの (${branches.join("、")}) があるため、プロジェクトは残します。`,
    DATABASE_CONCURRENCY_CAPPED: ({ wanted, cap, connections }) =>
      `同時実行数は ${wanted} ではなく ${cap} です。データベースが同時に受け付ける接続は ${connections} 本で、リクエストごとに 1 本使います。データベースを大きくすれば ([database] min) 増やせます。`,
    DATABASE_CONNECTIONS_BRIEF: ({ connections, needed }) =>
      `リクエストごとにデータベースへ接続し直すため、数ミリ秒かかります。接続を保ったままにするとリリース中に ${needed} 本になることがありますが、受け付けるのは ${connections} 本です。`,
  },
};
