import type { InspectionStep, Words } from "./en.ts";

const steps: Readonly<Record<InspectionStep, string>> = {
  start: "Python の起動中",
  settings: "設定・アプリ・モデルの読み込み中",
  urlconf: "URLconf の読み込み中",
  "warm-up": "ウォームアップリクエストの処理中",
  pack: "インポートパックの書き込み中",
  facts: "タスクとスキーマの読み取り中",
  migrations: "マイグレーションの読み取り中",
};
const at = (place: string | null): string => (place === null ? "" : `、${place}`);

/** What `frameworks` says, in Japanese. */
export const ja: Words = {
  errors: {
    NO_APPLICATION: ({ folder }) => ({
      cause: `${folder} に Django アプリケーションが見つかりません。このフォルダーとその下 5 階層までに、Django の manage.py も settings モジュールもありません (仮想環境、テスト、隠しフォルダーは検索対象外です)。`,
      fix: "プロジェクトのフォルダーで実行してください。別の場所にある場合は、monolift.toml の [app] に root と settings を指定してください。",
    }),
    FRAMEWORK_NOT_SUPPORTED: ({ framework, file }) => ({
      cause: `Django アプリケーションが見つかりません。${file} があるため ${framework} のプロジェクトのようですが、まだ対応していません。`,
      fix: "現在対応しているのは Django のみです。Django アプリケーションも含まれている場合は、monolift.toml の [app] に root を指定してください。",
    }),
    AMBIGUOUS_ROOT: ({ candidates }) => ({
      cause: `Django アプリケーションが複数見つかりました: ${candidates.join("、")}`,
      fix: `monolift.toml の [app] でどれか 1 つを指定してください: root = "${candidates[0] ?? ""}"`,
    }),
    AMBIGUOUS_SETTINGS: ({ candidates, from }) => ({
      cause: `どの settings を使うのか、${from} からは決まりません。候補: ${candidates.join("、")}`,
      fix: `monolift.toml の [app] でどれか 1 つを指定してください: settings = "${candidates[0] ?? ""}"`,
    }),
    SETTINGS_MISSING: ({ module, from, candidates }) => ({
      cause: `${from} は settings モジュール「${module}」を指定していますが、プロジェクトにそのファイルがありません。`,
      fix:
        candidates.length === 0
          ? "ファイルを追加するか、monolift.toml の [app] に別のモジュールを settings で指定してください。"
          : `ファイルを追加するか、monolift.toml の [app] で別のモジュールを指定してください: settings = "${candidates[0] ?? ""}" (候補: ${candidates.join("、")})`,
    }),
    SETTINGS_UNKNOWN: ({ manage }) => ({
      cause: `${manage} からは settings モジュールが分からず、同じフォルダーの下にも見つかりませんでした。`,
      fix: 'monolift.toml の [app] で指定してください (例: settings = "config.settings")。',
    }),
    APP_ROOT_MISSING: ({ root }) => ({
      cause: `monolift.toml の app.root に「${root}」と書かれていますが、そのフォルダーはありません。`,
      fix: "manage.py のあるフォルダーを monolift.toml からの相対パスで書いてください。キーを削除すると自動で検出します。",
    }),
    REQUIREMENTS_MISSING: ({ file }) => ({
      cause: `monolift.toml の app.requirements に「${file}」と書かれていますが、そのファイルはありません。`,
      fix: "monolift.toml からの相対パスで書いてください。キーを削除すると、ロックファイルや requirements を自動で検出します。",
    }),
    NO_DEPENDENCIES: () => ({
      cause:
        "必要なパッケージが分かりません。ロックファイル、requirements.txt、requirements/ フォルダー、Pipfile、dependencies を含む pyproject.toml、install_requires を含む setup.py または setup.cfg のいずれもありません。",
      fix: "manage.py と同じフォルダーに requirements.txt を作成するか (最低限 Django の 1 行)、monolift.toml の [app] に requirements を指定してください。",
    }),
    PYTHON_NOT_FOUND: ({ found }) => ({
      cause:
        found.length === 0
          ? "このマシンに Python が見つかりません。"
          : `このマシンにある Python は ${found.join("、")} だけです。3.9 以降が必要です。`,
      fix: "新しい Python をインストールしてから (https://www.python.org/downloads/、pyenv install 3.13、uv python install 3.13 など)、もう一度実行してください。",
    }),
    PYTHON_UNSUPPORTED: ({ specifier, from, available }) => ({
      cause: `${from} は Python ${specifier} を要求していますが、このマシンにあるのは ${available.join("、")} です。`,
      fix: "該当するバージョンの Python をインストールするか (https://www.python.org/downloads/、pyenv、uv python install など)、指定の範囲を広げてください。",
    }),
    SETTINGS_RAISED: ({ settingsModule, exception, message }) => ({
      cause: `設定モジュール ${settingsModule} の読み込み中に ${exception} が発生しました: ${message}`,
      fix: "表示された行を修正し、設定を import できるようにしてください。import 時に読むファイルや環境変数は、デプロイ先の関数にも必要です。",
    }),
    SETTINGS_EMPTY: ({ settingsModule, candidates }) => ({
      cause: `${settingsModule} は import できますが、INSTALLED_APPS も ROOT_URLCONF も定義されていません。`,
      fix: `設定が書かれているモジュールを monolift.toml に指定してください: [app] settings = "${candidates[0] ?? "PACKAGE.settings"}"${candidates.length > 1 ? ` (配下のモジュール: ${candidates.join("、")})` : ""}`,
    }),
    VARIABLE_MISSING: ({ variable }) => ({
      cause: `アプリケーションに必要な環境変数 ${variable} が設定されていません。`,
      fix: `\`monolift secrets set ${variable}\` で保存するか、プロジェクトの .env に ${variable}=… を追加するか、settings 側で既定値を与えてください。`,
    }),
    FILE_OUTSIDE_ROOT: ({ file, variable, root, above, appRoot }) => ({
      cause:
        variable === null
          ? `設定が開こうとする ${file} は、リフトするフォルダー（${root}）の外にあるため、バンドルに入りません。`
          : `アプリケーションには環境変数 ${variable} が必要です。設定しているのは ${file} ですが、リフトするフォルダー（${root}）の外にあります。`,
      fix:
        above === null
          ? "プロジェクトとこのファイルを専用のフォルダーにまとめ、そこで `monolift up` を実行してください。秘密情報のファイルはリンクされるだけで、バンドルには入りません。"
          : `代わりに ${above} をリフトしてください。monolift.toml をそこに移し、[app] テーブルに root = "${appRoot}" と書きます。秘密情報のファイルは元の位置にリンクされるだけで、バンドルには入りません。`,
    }),
    MODULE_MISSING: ({ module, package: name, removedIn, isOwnModule }) => ({
      cause:
        removedIn === null
          ? `import されている ${module} がバンドルに含まれていません。`
          : `import されている ${module} は、Python ${removedIn} で標準ライブラリから削除されました。`,
      fix: isOwnModule
        ? `${module} はプロジェクト自身のモジュールです。綴りと、ファイルが除外対象になっていないかを確認してください。`
        : name === null
          ? "import しているパッケージを更新するか、.python-version に古い Python のバージョンを書いてください。"
          : `このモジュールを提供するパッケージ (おそらく ${name}) を依存関係に追加してください。`,
    }),
    LOGGING_FAILED: ({ exception, message }) => ({
      cause: `LOGGING の設定に失敗しました。${exception}: ${message}`,
      fix: "ハンドラーの出力先をコンソール (logging.StreamHandler) にしてください。デプロイ先の関数ではファイルに書き込めません。",
    }),
    APPS_FAILED: ({ exception, message }) => ({
      cause: `INSTALLED_APPS のアプリを読み込めません。${exception}: ${message}`,
      fix: "表示された行を修正してください。AppConfig.ready() とそこから import されるコードは、コールドスタートのたびに実行されます。",
    }),
    MODELS_FAILED: ({ exception, message }) => ({
      cause: `モデルを import できません。${exception}: ${message}`,
      fix: "表示された行を修正し、python manage.py check で確認してください。",
    }),
    ROOT_URLCONF_MISSING: ({ settingsModule }) => ({
      cause: `設定モジュール ${settingsModule} に ROOT_URLCONF がないため、アプリケーションに URL がありません。`,
      fix: "ROOT_URLCONF を設定するか、正しい設定モジュールを monolift.toml の [app] settings に指定してください。",
    }),
    URLCONF_FAILED: ({ urlconf, exception, message }) => ({
      cause: `URLconf ${urlconf} を読み込めません。${exception}: ${message}`,
      fix: "表示された行を修正してください。Django だけでは、最初のリクエストが来るまでこのエラーに気づけません。",
    }),
    APPLICATION_FAILED: ({ application, exception, message }) => ({
      cause: `アプリケーション ${application} を読み込めません。${exception}: ${message}`,
      fix: "表示された行を修正してください。WSGI / ASGI アプリケーションのモジュールか、MIDDLEWARE に書かれたものが原因です。",
    }),
    INSPECTION_TIMED_OUT: ({ seconds, step }) => ({
      cause: `${seconds} 秒たってもアプリケーションの読み込みが終わりません (${steps[step]}に停止)。`,
      fix: "表示された行に、import 時に待ち続ける処理 (接続、ロック、入力待ちなど) がないか確認してください。",
    }),
    INSPECTION_CRASHED: ({ step, code, signal }) => ({
      cause: `${steps[step]}に、アプリケーションが Python プロセスを終了させました (${signal === null ? `終了コード ${String(code)}` : `シグナル ${signal}`})。`,
      fix: "import されるコードに os._exit() やクラッシュする C 拡張がないか確認してください。最後の出力を表示しています。",
    }),
    INSPECTION_NOT_STARTED: ({ python }) => ({
      cause: `${python} を起動できません。`,
      fix: "その Python をインストールし直すか、.python-version に別のバージョンを書いてください。",
    }),
  },
  notices: {
    PYTHON_SUBSTITUTED: ({ wanted, from, taken }) =>
      `${from} は Python ${wanted} を指定していますが、このマシンにはないため Python ${taken} を使います。`,
    OTHER_SETTINGS_NAMED: ({ taken, from, other, file }) =>
      `settings には ${from} が指定する ${taken} を使います (${file} では ${other})。変更するには monolift.toml の [app] に settings を指定してください。`,
    REQUIREMENTS_CHOSEN: ({ file, others }) =>
      `requirements ファイルが複数あるため、${file} をインストールします (${others.join("、")} は使いません)。変更するには monolift.toml の [app] に requirements を指定してください。`,
    PIPFILE_UNLOCKED: ({ file }) =>
      `${file} にロックファイルがないため、指定されていないバージョンはここで選びます。\`pipenv lock\` を実行すると固定できます。`,
    DEPENDENCIES_IMPLIED: ({ requirement, file }) =>
      `requirements が見つからないため、${file} の作成に使われたバージョンに合わせて ${requirement} をインストールします。`,
    CELERY_APP_FAILED: ({ about, text, place }) =>
      `Celery アプリを作るモジュール ${about} を import できません (${text}${at(place)})。`,
    CELERY_TASKS_FAILED: ({ about, text, place }) =>
      `Celery アプリ ${about} のタスクの一部を import できません (${text}${at(place)})。`,
    CELERY_SCHEDULE_FAILED: ({ about, text, place }) =>
      `Celery アプリ ${about} の beat スケジュールを読み取れません (${text}${at(place)})。`,
    DJANGO_TASKS_FAILED: ({ about, text, place }) =>
      `タスクを定義しているモジュール ${about} を import できません (${text}${at(place)})。`,
    GRAPHQL_FAILED: ({ about, text, place }) =>
      `GraphQL スキーマ ${about} を読み取れません (${text}${at(place)})。`,
    MIGRATIONS_FAILED: ({ text, place }) => `マイグレーションを読み取れません (${text}${at(place)})。`,
    DATABASE_NOT_ASKED: ({ text }) =>
      `適用済みのマイグレーションをデータベースから取得できないため (${text})、すべて未適用として扱います。`,
    OPENAPI_FAILED: ({ about, text, place }) => `${about} で API を記述できません (${text}${at(place)})。`,
    URLCONF_UNREADABLE: ({ about, text, place }) =>
      `URLconf ${about} を読み込めないため、そのルートは一覧に含まれません (${text}${at(place)})。`,
    PACK_NOT_WRITTEN: ({ text }) =>
      `インポートパックを書き込めませんでした (${text})。コールドスタートが少し遅くなります。`,
    WARM_UP_FAILED: ({ about, text, place }) =>
      `${about} へのウォームアップリクエストで例外が発生しました (${text}${at(place)})。`,
  },
};
