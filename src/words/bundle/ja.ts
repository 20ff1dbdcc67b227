import type { NamedSize, NamedVersion, Words } from "./en.ts";

/** What `bundle` says, in Japanese. */
export const ja: Words = {
  errors: {
    REQUIREMENTS_FILE_MISSING: ({ file }) => ({
      cause: `依存関係ファイル ${file} が見つかりません。`,
      fix: "パスを確認してください。-r と -c のパスは、それを書いたファイルのフォルダーを基準にします。",
    }),
    REQUIREMENT_UNREADABLE: ({ text }) => ({
      cause: `「${text}」は依存パッケージの指定として解釈できません。`,
      fix: "パッケージ名とバージョン条件をカンマ区切りで書いてください。例: django>=5,<6",
    }),
    PYPROJECT_UNREADABLE: ({ file, reason }) => ({
      cause: `${file} を TOML として読み取れません: ${reason}`,
      fix: "ファイルを修正してください。ロックファイルの場合は、作成したツールで作り直すのが確実です。",
    }),
    LOCK_UNREADABLE: ({ file, reason }) => ({
      cause: `${file} がロックファイルとして正しい形式ではありません: ${reason}`,
      fix: "作成したツールで作り直してください (uv lock、poetry lock、pipenv lock)。",
    }),
    LOCK_OUTDATED: ({ file, source, name, wanted, locked, command }) => ({
      cause:
        locked === null
          ? `${source} では「${name}」が必要ですが、${file} に含まれていません。`
          : `${source} では「${name}${wanted}」が必要ですが、${file} では ${locked} に固定されています。`,
      fix: `ロックファイルを更新してください: ${command}`,
    }),
    LOCK_WRONG_PYTHON: ({ file, requires, python }) => ({
      cause: `${file} は Python ${requires} 用ですが、使用する Python は ${python} です。`,
      fix: "条件に合う Python をインストールするか monolift.toml の app.python で指定してください。現在の Python でロックし直すこともできます。",
    }),
    DEPENDENCY_NOT_FOUND: ({ name, requirement }) => ({
      cause: `パッケージ「${name}」がインデックスに見つかりません (「${requirement}」)。`,
      fix: "綴りを確認してください。自作のパッケージであれば、wheel をプロジェクトに置いて app.vendor に指定するか、--extra-index-url でインデックスを追加してください。",
    }),
    DEPENDENCY_VERSION_NOT_FOUND: ({ name, requirement, newest, python }) => ({
      cause: `「${name}」に、Python ${python} で使えて「${requirement}」を満たすバージョンがありません。${newest.length === 0 ? "" : `この Python で使える最新のバージョン: ${newest.join("、")}`}`,
      fix: "存在するバージョンを指定するか、そのバージョンが対応する Python を app.python で指定してください。",
    }),
    DEPENDENCY_NOT_FOR_PYTHON: ({ name, requires, python }) => ({
      cause: `指定されたバージョンの「${name}」には Python ${requires} が必要ですが、使用する Python は ${python} です。`,
      fix: "条件に合う Python を monolift.toml の app.python で指定するか、パッケージのバージョンを変更してください。",
    }),
    DEPENDENCY_NO_WHEEL: ({ name, file, python }) => ({
      cause: `「${file}」はこのマシンの Python ${python} に対応していません。`,
      fix: `この Python と OS に対応した「${name}」の wheel を使うか、別のバージョンを指定してください。`,
    }),
    DEPENDENCY_FILE_MISSING: ({ path }) => ({
      cause: `依存先に指定された「${path}」が見つかりません。`,
      fix: "パスを確認してください。プロジェクトのフォルダーが基準です。",
    }),
    DEPENDENCY_BUILD_FAILED: ({ name, python }) => ({
      cause: `${name === "" ? "あるパッケージ" : `「${name}」`}には Python ${python} 用の wheel がなく、ソースからのビルドにも失敗しました。`,
      fix: "wheel のある新しいバージョンを指定するか、wheel をプロジェクトに置いて app.vendor に指定してください。以下の出力で不足しているコンパイラーやヘッダーをインストールする方法もあります。",
    }),
    DEPENDENCY_HASH_MISMATCH: ({ name }) => ({
      cause: `ダウンロードした「${name}」のハッシュが、記録されている値と一致しません。インストールは行っていません。`,
      fix: "バージョンを変更した場合はハッシュを書き直してください。心当たりがなければ、配布ファイルが改ざんされている可能性があります。原因を確認してから進めてください。",
    }),
    DEPENDENCIES_NEED_COMPILING: ({ packages, python, architecture, platform }) => ({
      cause: `Python ${python}・${architecture} (${platform}) 用の wheel がなく、コンパイルが必要なパッケージがあります: ${versions(packages)}`,
      fix: "wheel が公開されているバージョンを指定するか、同じ環境でビルドした wheel をプロジェクトに置いて app.vendor に指定してください。別の Python (app.python) や別のアーキテクチャに変える方法もあります。",
    }),
    DEPENDENCIES_CONFLICT: {
      cause: "依存関係が矛盾しており、すべての条件を満たすバージョンの組み合わせがありません。",
      fix: "競合しているパッケージは以下のとおりです。いずれかのバージョン条件を緩めてください。",
    },
    INDEX_UNREACHABLE: ({ index }) => ({
      cause: `パッケージインデックス ${index} が応答しないか、リクエストを拒否しました。`,
      fix: "ネットワークとプロキシを確認してください。独自のインデックスの場合は URL と認証情報も確認し、同じコマンドを再実行してください。",
    }),
    REPOSITORY_UNREACHABLE: ({ repository }) => ({
      cause: `リポジトリ ${repository} を git で取得できませんでした。`,
      fix: "git がインストールされていること、URL とリビジョンが存在すること、このマシンに読み取り権限があることを確認してください。",
    }),
    INSTALLER_MISSING: ({ python }) => ({
      cause: `${python} に pip がなく、pip 入りの仮想環境も作成できません。`,
      fix: "uv (https://docs.astral.sh/uv/) か、この Python 用の pip をインストールしてください。Debian / Ubuntu の場合: apt install python3-pip python3-venv",
    }),
    INSTALLER_FAILED: ({ tool }) => ({
      cause: `依存関係の処理中に ${tool} が失敗しました。`,
      fix: "以下の出力を確認してください。",
    }),
    PACKAGE_NEEDS_IMAGE: ({ megabytes, zipMb, files, largest }) => ({
      cause: `アプリケーションは依存パッケージを含めて ${megabytes} MB、${files} ファイルです。Lambda の zip は ${zipMb} MB 未満、65,535 ファイルまでです。`,
      fix: `不要なパッケージを外すか、コンテナイメージにしてください。大きいパッケージ: ${sizes(largest)}`,
    }),
    PACKAGE_OVER_IMAGE_LIMIT: ({ megabytes, imageMb, largest }) => ({
      cause: `アプリケーションは依存パッケージを含めて ${megabytes} MB です。Lambda ではコンテナイメージでも ${imageMb} MB までです。`,
      fix: `不要なパッケージを外すか、大きなデータは使うときにバケットから読み込むようにしてください。大きいパッケージ: ${sizes(largest)}`,
    }),
    VENDOR_FILE_MISSING: ({ file }) => ({
      cause: `app.vendor に指定された「${file}」がプロジェクト内に見つかりません。`,
      fix: "パスを確認してください。monolift.toml のあるフォルダーが基準です。",
    }),
    VENDOR_NOT_A_WHEEL: ({ file }) => ({
      cause: `app.vendor に指定された「${file}」は wheel のファイル名ではありません。`,
      fix: "ビルド時に付けられた名前のまま指定してください。例: wheels/example-1.0-py3-none-any.whl",
    }),
    CODE_FILE_UNREADABLE: ({ path }) => ({
      cause: `プロジェクト内の「${path}」を読み取る権限がありません。`,
      fix: "このユーザーに読み取り権限を付与するか、プロジェクトの外に移動してください。",
    }),
    CODE_KEEPS_CHANGING: ({ path }) => ({
      cause: `プロジェクトのコピー中に「${path}」が 3 回続けて変更されました。`,
      fix: "書き込んでいるプログラムの終了を待ってから、同じコマンドを再実行してください。",
    }),
    BUNDLE_DISK_FULL: ({ folder }) => ({
      cause: `${folder} のあるディスクの空き容量がありません。作りかけのファイルは削除しました。既存のものには影響ありません。`,
      fix: "空き容量を確保するか、XDG_CACHE_HOME に容量の大きいディスクのフォルダーを指定して、同じコマンドを再実行してください。",
    }),
  },
  notices: {
    PACKAGE_BECOMES_IMAGE: ({ megabytes, zipMb, imageMb, largest }) =>
      `アプリケーションは依存パッケージを含めて ${megabytes} MB です。Lambda の zip は ${zipMb} MB までなので、AWS ではコンテナイメージ (最大 ${imageMb} MB) になり、最初の起動が遅くなります。大きいパッケージ: ${sizes(largest)}`,
    PACKAGE_TOO_LARGE: ({ megabytes, imageMb, largest }) =>
      `アプリケーションは依存パッケージを含めて ${megabytes} MB です。ここでは動きますが、Lambda ではコンテナイメージでも ${imageMb} MB までです。不要なパッケージを外してください。大きいパッケージ: ${sizes(largest)}`,
    DEPENDENCIES_RESOLVED: ({ packages, tool, source }) =>
      `${source} ではバージョンが固定されていないため、${tool} で ${packages} 個のパッケージを選び、その結果を保存しました。選び直すには「up --refresh」を実行してください。`,
    DEPENDENCY_ADDED: ({ added }) => `PostgreSQL ドライバーがないため追加しました: ${added.join("、")}`,
    DEPENDENCY_REPLACED: ({ from, to }) =>
      `${from} の代わりに、PostgreSQL のライブラリを同梱した ${to} を使います。`,
    BYTE_CODE_LEFT_OUT: ({ python }) =>
      `このマシンに Python ${python} がないため、バイトコードと import pack を作成できません。コールドスタートにおよそ 2 倍の時間がかかります。インストール (uv python install ${python}) してから、もう一度リフトしてください。`,
    VERSIONS_DIFFER: ({ packages, python, architecture }) =>
      `Python ${python}・${architecture} 用の wheel がある、検査時とは別のバージョンを使います: ${packages.map(({ name, here, there }) => `${name} ${there} (検査時は ${here})`).join("、")}`,
    SECRETS_LINKED: (facts) =>
      `秘密情報を含む可能性があるためバンドルせず、同じ場所にリンクします: ${listed(facts)}`,
    OUTSIDE_LINKED: (facts) => `プロジェクトの外にあるためバンドルせず、リンクします: ${listed(facts)}`,
    DATABASES_LEFT_OUT: (facts) => `ローカルのデータベースはバンドルしません: ${listed(facts)}`,
    FOLDERS_LEFT_OUT: (facts) => `ほかのツールが生成するためバンドルしません: ${listed(facts)}`,
    MEDIA_LEFT_OUT: (facts) =>
      `アップロードされたファイルと collectstatic の出力はコードに含めません: ${listed(facts)}`,
    BROKEN_LINKS: (facts) => `リンク先が存在しないか、バンドルの対象外のため除外します: ${listed(facts)}`,
  },
};

function versions(packages: readonly NamedVersion[]): string {
  return packages.map(({ name, version }) => (version === null ? name : `${name} ${version}`)).join("、");
}

function sizes(largest: readonly NamedSize[]): string {
  return largest.map(({ name, megabytes }) => `${name} (${megabytes} MB)`).join("、");
}

function listed({ count, paths }: { readonly count: number; readonly paths: readonly string[] }): string {
  const more = count - paths.length;
  return `${paths.join("、")}${more > 0 ? ` ほか ${more} 件` : ""}`;
}
