import type { FindingWords } from "./en.ts";
import { sortByService } from "./sort-by-service.ts";

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join("、");

export const ja: FindingWords = {
  // settings
  DEBUG_ON: ({ settingsModule }) => ({
    what: `\`${settingsModule}\` で \`DEBUG\` が有効です。`,
    why: "エラーになったページは、設定とソースコードをアクセスできる全員に見せます。また Django は、サンドボックスが動いている間の全クエリーを記憶し続けます。",
    fix: '環境変数から読み、既定では無効にしてください: `DEBUG = os.environ.get("DEBUG") == "1"`',
  }),
  DATABASE_IN_FILE: ({ setting, file, isProvided }) => ({
    what: `\`${setting}\` は SQLite のファイルです: ${file}`,
    why: isProvided
      ? "AWS のサンドボックスはそれぞれ自分のディスクを持ち、終了とともに失います。Monolift は代わりに PostgreSQL を渡しますが、ファイルの行は自動では移りません。"
      : "AWS のサンドボックスはそれぞれ自分のディスクを持ち、終了とともに失います。行はリクエストごとに食い違い、リリースのたびに消えます。",
    fix: isProvided
      ? `行が必要なら、一度だけ持ち込んでください: \`monolift up --from ${file}\``
      : '設定をサーバーに向けるか、Monolift に任せてください: `[database] engine = "postgres"`',
  }),
  MEDIA_ON_DISK: ({ folder, isProvided, needsDebug }) => ({
    what: `アップロードされたファイルはフォルダーに置かれます: ${folder}${needsDebug ? "(URLconf の `static()` が配信するのは `DEBUG` が有効な間だけです)" : ""}`,
    why: isProvided
      ? "AWS ではコードは読み取り専用で、共有ディスクもありません。Monolift はアップロードをバケットに置き、`MEDIA_URL` で配信します。フォルダーの既存ファイルは自動では移りません。"
      : "AWS ではコードは読み取り専用で、`/tmp` はサンドボックスごとに別です。アップロードは失敗するか、次のリクエストでは消えています。",
    fix: isProvided
      ? "既存のファイルが必要なら、バケットにコピーしてください。接続先は `monolift status --json` で分かります。"
      : '`STORAGES["default"]` に S3 のストレージ(`django-storages`)を使ってください。',
  }),
  SECRET_KEY_GENERATED: ({ isProvided }) => ({
    what: "`SECRET_KEY` は設定を読み込むたびに新しく作られます。",
    why: isProvided
      ? "サンドボックスごとに鍵が変わり、セッションが互いに通じません。Monolift は、変わらない鍵をステージに一つ渡します。"
      : "サンドボックスごとに鍵が変わり、セッション・パスワード再設定リンク・署名付き Cookie を次のサンドボックスが拒否します。",
    fix: "環境変数から読み、値はシークレットとして保管してください。",
  }),
  SECRET_KEY_IN_CODE: ({ isStartproject }) => ({
    what: isStartproject
      ? "`SECRET_KEY` は `startproject` が書いた安全でない値のままです。"
      : "`SECRET_KEY` がソースコードに書かれています。",
    why: "リポジトリーを読める人は、誰のセッションにでも署名できます。",
    fix: "新しい鍵を作ってシークレットとして保管し、環境変数から読んでください。古い鍵のセッションは無効になります。`SECRET_KEY_FALLBACKS` を使えば期限まで有効です。",
  }),
  TOKENS_SIGNED_WITH_SECRET_KEY: ({ what }) => ({
    what: `\`${what}\` は \`SECRET_KEY\` でトークンに署名します。`,
    why: "鍵の異なるステージは発行済みのトークンをすべて拒否します。トークンの鍵だけを変えることもできず、全セッションが切れます。",
    fix: "トークン専用の鍵をシークレットとして保管してください(Simple JWT では `SIGNING_KEY`)。",
  }),
  HOSTS_WRITTEN: ({ hosts }) => ({
    what: `\`ALLOWED_HOSTS\` のホスト名がコードに書かれています: ${hosts.join("、")}`,
    why: "ステージには固有のアドレスがあります。Monolift はそれを追加しますが、ほかの方法でデプロイすると 400 になります。",
    fix: "ホスト名を環境変数から読んでください。",
  }),
  CORS_LOCAL_ONLY: ({ origins }) => ({
    what: `アプリケーションを呼べるのはこのマシンのページだけです: ${origins.join("、")}`,
    why: "別のアドレスで配信されるフロントエンドは、ブラウザーに拒否されます。",
    fix: "許可するオリジンを環境変数から読み、フロントエンドのオリジンを加えてください。",
  }),
  REDIRECT_TO_LOCALHOST: ({ addresses }) => ({
    what: `ブラウザーがこのマシンに戻されます: ${addresses.join("、")}`,
    why: "外部でログインした利用者は、アプリケーションではなく自分のマシンに戻ります。",
    fix: "アドレスをリクエストから組み立て(`request.build_absolute_uri`)、プロバイダーに登録してください。",
  }),
  METADATA_ASKED: ({ address, isAtImport }) => ({
    what: isAtImport
      ? `アプリケーションは読み込み時に EC2 か ECS のメタデータサービス(${address})に問い合わせます。`
      : `コードに EC2 か ECS のメタデータサービス(${address})が出てきます。`,
    why: "Lambda にはありません。コールドスタートのたびに諦めるまで待ち、得るはずの値も得られません。",
    fix: "取り除いてください。`ALLOWED_HOSTS` のためなら、ロードバランサーのヘルスチェックはもう来ず、ステージのアドレスは Monolift が追加します。",
  }),
  CACHE_LOCAL: ({ setting, isProvided }) => ({
    what: `\`${setting}\` は各プロセスのメモリーかディスクにあります。`,
    why: isProvided
      ? "サンドボックスごとに別のキャッシュになります。Monolift はステージのデータベースのテーブルに置きます。"
      : "サンドボックスごとに別のキャッシュになり、あるリクエストが入れた値を次のリクエストが見つけられるとは限りません。",
    fix: isProvided
      ? "何もしなくて構いません。共有キャッシュを自分で選んでも構いません。"
      : "Django のデータベースキャッシュ、Redis、Memcached のいずれかを使ってください。",
  }),
  SESSIONS_LOCAL: ({ engine, isProvided }) => ({
    what: `セッションは各プロセスのメモリーかディスクにあります(\`${engine}\`)。`,
    why: isProvided
      ? "別のサンドボックスが応答すると利用者はログアウトされます。Monolift はセッションをステージのデータベースに置きます。"
      : "別のサンドボックスが応答すると、利用者はログアウトされます。",
    fix: isProvided
      ? "何もしなくて構いません。設定がなければ、Django はセッションをデータベースに置きます。"
      : "`SESSION_ENGINE` を消して、データベースに置いてください。",
  }),
  CHANNELS_LOCAL: ({ setting }) => ({
    what: `\`${setting}\` は各プロセスのメモリーにあります。`,
    why: "あるサンドボックスが送ったものは、ほかのサンドボックスに届きません。",
    fix: "グループを使わないか、全サンドボックスから届くサーバーを使ってください。",
  }),
  MAIL_LOCAL: ({ host, isProvided }) => ({
    what: `メールは ${host} に送られます。`,
    why: isProvided
      ? "関数の隣にメールサーバーはありません。Monolift はローカルのステージのメールをメールボックスに保管します: `monolift logs --mail`"
      : "関数の隣にメールサーバーはありません。送信は失敗し、リクエストも失敗します。",
    fix: "実際に送るには、AWS のステージの `[mail]` に `from` を書いてください(SES が送ります)。Anymail などでほかのサービスを選ぶこともできます。",
  }),
  SERVICE_ON_LOCALHOST: ({ setting, address }) => ({
    what: `\`${setting}\` はこのマシンを指しています: ${address}`,
    why: "関数の隣では何も動いていません。接続は拒否され、リクエストは失敗します。",
    fix: "アドレスを環境変数から読み、AWS から届くサーバーを指定してください。",
  }),
  LOG_FILE: ({ files, isProvided }) => ({
    what: `\`LOGGING\` はファイルに書き込みます: ${files.join("、")}`,
    why: isProvided
      ? "AWS ではコードは読み取り専用です。Monolift はこれらの行を stderr に向け、`monolift logs` で見られるようにします。"
      : "AWS ではコードは読み取り専用で、`/tmp` はサンドボックスとともに消えます。アプリケーションが起動しないか、ログが失われます。",
    fix: "`logging.StreamHandler` で stderr に出力してください。",
  }),
  // the repository and its images
  SECRETS_COMMITTED: ({ files, more }) => ({
    what: `シークレットを含むファイルがリポジトリーにあります: ${files.join("、")}${more > 0 ? ` ほか ${more} 件` : ""}`,
    why: "リポジトリーのコピーを持つ全員がそれを持ち、履歴にも残ります。",
    fix: "取り除いて(`git rm --cached FILE`)`.gitignore` に加え、中のシークレットをすべて変更してください。",
  }),
  DATABASES_COMMITTED: ({ files }) => ({
    what: `データベースがリポジトリーにあります: ${files.join("、")}`,
    why: "アカウントやパスワードハッシュを含む行が、リポジトリーのすべてのコピーに入ります。バンドルには含まれません。",
    fix: "取り除いて(`git rm --cached FILE`)`.gitignore` に加えてください。",
  }),
  MEDIA_COMMITTED: ({ folder, files }) => ({
    what: `${folder} のアップロードされたファイル ${files.toLocaleString("ja")} 件がリポジトリーにあります。`,
    why: "利用者のファイルがリポジトリーのすべてのコピーに入ります。リリースがそれを運ぶことはありません。",
    fix: `取り除いて(\`git rm -r --cached ${folder}\`)、フォルダーを \`.gitignore\` に加えてください。`,
  }),
  SECRETS_IN_IMAGE: ({ files }) => ({
    what: `この行は、シークレットを含むファイルをイメージにコピーします: ${files.join("、")}`,
    why: "イメージを取得できる人は、どのレイヤーからでも読めます。",
    fix: "`.dockerignore` に書いてください。Monolift はこのイメージを使わず、これらのファイルをコピーすることもありません。",
  }),
  SERVER_FILES_IGNORED: ({ files }) => ({
    what: `AWS では動かないサーバーの設定があります: ${files.join("、")}`,
    why: "関数はイベントに自分で応答します。ワーカー、時間制限、ヘッダー、リダイレクト、静的ファイルについての設定は効きません。",
    fix: "アプリケーションが頼っている動作がないか確認してください。ワーカー数に当たるのは `monolift.toml` の `concurrency` です。",
  }),
  TIME_LIMIT_LONG: ({ name, seconds, limitSeconds }) => ({
    what: `サーバーが応答を ${seconds} 秒待ちます(\`${name}\`)。`,
    why: `API Gateway はクォータを引き上げない限り ${limitSeconds} 秒、CloudFront は設定を変えない限り 30 秒(最大 120 秒)、関数は最大 900 秒でリクエストを終わらせます。`,
    fix: "それより長くかかる処理はリクエストの外で行い、ページから結果を問い合わせてください。",
  }),
  UPLOADS_LARGE: ({ megabytes, limitMb }) => ({
    what: `${megabytes} MB までのリクエストを通しています。`,
    why: `関数が受け取れるのは base64 を含めて ${limitMb} MB、バイナリーで約 4.5 MB です。それより大きいアップロードは 413 になります。`,
    fix: "大きなファイルはバケットへ直接送ってください。",
  }),
  // packages and Python
  APPS_MISSING: ({ apps }) => ({
    what: `\`INSTALLED_APPS\` にインストールされていないものがあります: ${code(apps)}`,
    why: "どれか一つでも欠けると、Django は起動しません。",
    fix: "インストールされる requirements にパッケージを加えるか、リフトする設定から外してください。",
  }),
  APPS_NOT_REQUIRED: ({ apps, file }) => ({
    what: `\`INSTALLED_APPS\` にあるものが ${file} にありません: ${apps.map((one) => `\`${one.app}\`(${one.package})`).join("、")}`,
    why: "この requirements では Django が起動しません。",
    fix: `${file} にパッケージを加えるか、本番用の設定から外してください。`,
  }),
  TEST_PACKAGES_REQUIRED: ({ packages }) => ({
    what: `テスト用のパッケージがインストールされます: ${packages.join("、")}`,
    why: "関数に入り、250 MB の上限に数えられ、デプロイのたびに時間がかかります。",
    fix: "開発用の requirements に移してください。",
  }),
  PACKAGE_LARGE: ({ megabytes, zipMb, imageMb, largest, kind }) => ({
    what: `バンドルは展開すると ${megabytes.toLocaleString("ja")} MB です。大きいもの: ${largest.map((one) => `${one.name} ${one.megabytes} MB`).join("、")}`,
    why: {
      near: `関数の zip はレイヤーを含めて ${zipMb} MB までです。まだ収まっています。`,
      image: `関数の zip はレイヤーを含めて ${zipMb} MB までなので、コンテナーイメージになり、最初の起動が遅くなります。`,
      "too-large": `コンテナーイメージは ${imageMb.toLocaleString("ja")} MB までなので、どこにも収まりません。`,
    }[kind],
    fix: "大きいものがすべて必要か確認してください。より小さい版があるものもあります(`opencv-python-headless`、`psycopg[binary]`、CPU 版の `torch`)。",
  }),
  PACKAGES_WITHOUT_WHEEL: ({ packages, python, architecture }) => ({
    what: `Lambda の Python ${python}・${architecture} 用の wheel がないパッケージがあります: ${packages.map(({ name, version }) => (version === null ? name : `${name} ${version}`)).join("、")}`,
    why: "実行される環境に合わせたコンパイルが必要ですが、このマシンではできないため、`up` が途中で止まります。",
    fix: "wheel がある版を指定するか、同じ環境でビルドした wheel を `app.vendor` に指定してください。別の Python(`app.python`)や別のアーキテクチャーに変える方法もあります。",
  }),
  PACKAGES_BUILT_HERE: ({ packages }) => ({
    what: `wheel がないため、このマシンでコンパイルされたパッケージがあります: ${packages.join("、")}`,
    why: "このマシンの Linux とプロセッサーに合わせてリンクされており、AWS では読み込めないことがあります。",
    fix: "Linux 用の wheel がある版を使うか、Lambda のイメージの上でビルドしてください。",
  }),
  PACKAGES_NEED_NEWER_LINUX: ({ packages, python, glibc }) => ({
    what: `Lambda より新しい Linux を必要とする wheel があります: ${packages.map((one) => `${one.name}(glibc ${one.glibc})`).join("、")}`,
    why: `Lambda の Python ${python} は glibc ${glibc} です。ここで選ばれた版は、そこでは読み込めません。AWS では、requirements が許す範囲で古い版を使います。`,
    fix: "新しい Python(3.12 以降の Lambda は glibc 2.34)か、古い版のパッケージを使ってください。",
  }),
  PYTHON_NOT_OFFERED: ({ python, oldest, newest }) => ({
    what: `Python ${python} は Lambda のマネージドランタイムにありません。`,
    why: `AWS が提供するのは ${oldest} から ${newest} までです。それ以外には、自分で更新し続けるコンテナーイメージが必要です。`,
    fix: "`.python-version` か `monolift.toml` の `app.python` で、そのいずれかを選んでください。",
  }),
  PYTHON_ENDS: ({ python, date, isOver }) => ({
    what: isOver
      ? `Lambda の Python ${python} のサポートは ${date} に終わりました。`
      : `Lambda の Python ${python} のサポートは ${date} までです。`,
    why: "それ以降はセキュリティー更新がなく、数週間後には関数の作成も更新もできなくなります。",
    fix: "新しい Python に移ってください。",
  }),
  LIBRARIES_NEEDED: ({ needs }) => ({
    what: `システムのライブラリーが必要です: ${needs.map((one) => `${one.library}(${one.by})`).join("、")}`,
    why: "Lambda の Linux にはどれもなく、zip では追加できません。",
    fix: "レイヤーかコンテナーイメージで持ち込むか、ライブラリーを含むパッケージを使ってください。",
  }),
  PROGRAMS_NEEDED: ({ programs }) => ({
    what: `Lambda の Linux にないプログラムが実行されます: ${code(programs)}`,
    why: "呼び出しは `FileNotFoundError` になります。",
    fix: "レイヤーかコンテナーイメージで持ち込むか、Python のパッケージで処理してください。",
  }),
  // work outside of requests
  CRON_DECLARED: ({ package: name, jobs }) => ({
    what:
      jobs === 0
        ? `\`${name}\` がアプリとして登録されていますが、実行するものがありません。`
        : `\`${name}\` が決まった時刻に処理を実行します${jobs === null ? "" : `(${jobs} 件)`}。`,
    why:
      jobs === 0
        ? "コールドスタートのたびに無駄に読み込まれます。"
        : "AWS には crontab も動き続けるプロセスもなく、その時刻には何も実行されません。",
    fix:
      jobs === 0
        ? "取り除いてください。"
        : "同じ処理をコマンドにして、EventBridge のスケジュールから実行してください。",
  }),
  TASKS_NOT_EXECUTED: ({ tasks, schedules, broker, isLocal }) => ({
    what: `${[
      ...(tasks > 0 ? [`バックグラウンドタスク ${tasks} 件はまだ実行されません`] : []),
      ...(schedules > 0 ? [`スケジュール ${schedules} 件はまだ開始されません`] : []),
      ...(broker === null ? [] : [`ブローカーは ${broker} です`]),
    ].join("。")}。`,
    why: isLocal
      ? "関数の隣ではワーカーもブローカーも動きません。タスクの送信は失敗し、リクエストも失敗します。"
      : "関数の隣ではワーカーが動きません。送られたタスクはキューに残ります。",
    fix: "Monolift が実行するようになるまでは、別の場所でワーカーを動かすか、その場で実行させてください(`CELERY_TASK_ALWAYS_EAGER`)。",
  }),
  TASK_TIME_LIMIT_LONG: ({ setting, seconds }) => ({
    what: `タスクは ${seconds} 秒までかかり得ます(\`${setting}\`)。`,
    why: "関数は最大 900 秒で終わります。",
    fix: "短いタスクに分けてください。",
  }),
  SERVICE_UNUSED: ({ packages }) => ({
    what: `requirements にありながら、読み込まれるものから使われていません: ${packages.join("、")}`,
    why: "関数に入り、デプロイに時間がかかります。",
    fix: "requirements から取り除いてください。",
  }),
  WEBSOCKETS: ({ routes }) => ({
    what: `WebSocket 用のルートが ${routes} 件あります。`,
    why: "関数は一つのリクエストに応答すると凍結され、Function URL が話すのは HTTP だけです。これらには 501 が返ります。",
    fix: "ページから数秒ごとに問い合わせるか、別の場所で動かしてください。",
  }),
  THREADS_AT_IMPORT: ({ functions }) => ({
    what: `アプリケーションは読み込み時にスレッドを開始します: ${code(functions)}`,
    why: "リクエストの合間、関数はスレッドごと凍結されます。またサンドボックスごとに最初から始まります。",
    fix: "リクエストの中で処理するか、決まった時刻に実行するコマンドにしてください。",
  }),
  THREADS_LEFT: () => ({
    what: "終了を待たれないスレッドが開始されます。",
    why: "応答の後、関数は凍結されます。終わっていない処理は次のリクエストで続き、それは数分後か、永久に来ないかもしれません。",
    fix: "応答する前に終了を待ってください(`join()`)。",
  }),
  PROCESSES_AT_IMPORT: ({ commands }) => ({
    what: `アプリケーションは読み込み時にプログラムを実行します: ${code(commands)}`,
    why: "コールドスタートのたびに待つことになり、Lambda の Linux にはプログラムがほとんどありません(git もありません)。",
    fix: "バンドルを作るときに実行して結果をファイルに残すか、環境変数から読んでください。",
  }),
  NETWORK_AT_IMPORT: ({ addresses }) => ({
    what: `アプリケーションは読み込み時に接続します: ${addresses.join("、")}`,
    why: "コールドスタートのたびに待つことになり、届かないアドレスなら起動に失敗します。初期化フェーズは 10 秒までです。",
    fix: "最初に必要になったとき、リクエストの中で接続してください。",
  }),
  SEMAPHORES: ({ names }) => ({
    what: `${code(names)} は共有メモリーを必要とします。`,
    why: "Lambda には `/dev/shm` がなく、`OSError: [Errno 38] Function not implemented` になります。",
    fix: "スレッド(`ThreadPoolExecutor`)か、`Process` と `Pipe` を使ってください。",
  }),
  FILES_WRITTEN_AT_IMPORT: ({ files }) => ({
    what: `アプリケーションは読み込み時にファイルに書き込みます: ${files.join("、")}`,
    why: "AWS ではコードは読み取り専用です。読み込みが `EROFS` で失敗し、アプリケーションが起動しません。",
    fix: "`/tmp` の下に書くか、書かないようにしてください。",
  }),
  FILES_WRITTEN: ({ paths }) => ({
    what: `コードの隣のファイルが書き込み用に開かれます: ${code(paths)}`,
    why: "AWS ではコードは読み取り専用で、`EROFS` になります。",
    fix: "残すものは `default_storage` に、それ以外は `/tmp` の下(`tempfile`)に置いてください。",
  }),
  START_UP_DATA: ({ methods }) => ({
    what: `行を作るものの、コードのどこからも呼ばれていません: ${code(methods)}`,
    why: "アプリケーションがその行を必要とするなら、ステージのデータベースごとに誰かが一度呼ぶ必要があります。",
    fix: "データマイグレーション(`RunPython`)か、コマンドにしてください: `monolift run -- COMMAND`",
  }),
  AWS_NOT_REACHED: ({ stage, why, message }) => ({
    what: {
      region: `${stage} を置くリージョンがどこにも書かれていません。`,
      credentials: "このマシンに AWS の認証情報が見つかりません。",
      refused: "AWS が認証情報を受け付けません。",
      unreachable: "AWS から応答がありません。",
    }[why],
    why: `誰として何ができるかを調べられませんでした${message === "" ? "" : `: ${message}`}`,
    fix: {
      region: `[stages.${stage}] に \`region = "ap-northeast-1"\` のように書くか、\`AWS_REGION\` を設定してください。`,
      credentials:
        "`aws sso login` か `aws configure` でログインするか、`AWS_PROFILE` でプロファイルを指定してください。",
      refused: "もう一度ログインするか(`aws sso login`)、キーとこのマシンの時計を確認してください。",
      unreachable:
        "ネットワーク、プロキシ、リージョン名、設定していれば `AWS_ENDPOINT_URL` を確認してください。",
    }[why],
  }),
  AWS_CALLER: ({ caller, account, region }) => ({
    what: `${caller} として接続しています。`,
    why: `アカウントは ${account}、リージョンは ${region} です。`,
    fix: "別のものを使うつもりなら、`AWS_PROFILE` でプロファイルを指定してください。",
  }),
  AWS_ACCOUNT_WRONG: ({ stage, wanted, account, caller }) => ({
    what: `ステージ ${stage} はアカウント ${wanted} にありますが、認証情報は ${account} のものです。`,
    why: `${caller} が 2 つ目のステージを作らないよう、\`up\` はそこで止まります。`,
    fix: `\`AWS_PROFILE\` などで ${wanted} の認証情報を使ってください。`,
  }),
  AWS_RIGHTS_MISSING: ({ caller, actions }) => ({
    what: `このステージに必要なアクションのうち ${actions.length} 件が許可されていません: ${code(actions)}`,
    why: `${caller} について IAM がそう答えました。必要とするステップは失敗します。個々のバケットやロールのポリシーによる許可は数えていません。`,
    fix: "アカウントの管理者に許可してもらうか、別のプロファイルを使ってください(`AWS_PROFILE`)。",
  }),
  AWS_RIGHTS_NOT_ASKED: ({ caller, actions }) => ({
    what: "どの権限があるかを調べられませんでした。",
    why: `${caller} は IAM に問い合わせられないか(\`iam:SimulatePrincipalPolicy\`)、IAM がポリシーを持たない種類の呼び出し元です。`,
    fix: `ステップが拒否されたら、必要なのは次のアクションです: ${code(sortByService(actions))}`,
  }),
  AWS_CONCURRENCY_LOW: ({ limit, wanted }) => ({
    what: `このアカウントではすべての関数を合わせて同時に ${limit} 件のリクエストしか処理できませんが、このステージの関数は ${wanted} 件まで処理するつもりです。`,
    why: "新しいアカウントの上限は 10 です。超えた分は、ほかのステージも含めて 429 になり、コマンドも待たされます。",
    fix: "AWS に引き上げを申請してください。無料です: Service Quotas、AWS Lambda、「Concurrent executions」",
  }),
};
