#!/usr/bin/env bash
# Prints the dependencies of the published modules with sizes and licences: docs/dependencies.sh > docs/dependencies.md
set -euo pipefail
cd "$(dirname "$0")/.."
repository="${MAVEN_REPOSITORY:-$HOME/.m2/repository}"
modules="business-use-core business-use-spring-boot-starter business-use-embedded"

mvn -B -q compile org.apache.maven.plugins:maven-dependency-plugin:3.11.0:tree \
	org.codehaus.mojo:license-maven-plugin:2.7.0:add-third-party -pl "${modules// /,}" \
	-Dscope=runtime -DoutputFile=target/tree.txt -Dlicense.includedScopes=compile,runtime \
	-Dlicense.outputDirectory=target -Dlicense.thirdPartyFilename=licences.txt >&2

cat <<'END'
# Dependencies

The core adds three libraries to an application: Jackson 3 (three jars), SLF4J and ASM (two jars). The build fails if
another dependency is added.

The following sections list the runtime dependencies of each module, with the size and licence of each jar. Optional
dependencies are omitted; they are used only if the application has them. A library that occurs in several branches is
listed once. The page of the console contains d3 (ISC licence) and dagre (MIT licence). This page is the output of
`docs/dependencies.sh > docs/dependencies.md`.
END

for module in $modules; do
	printf '\n## %s\n\n```\n' "$module"
	grep -v '(optional)' "$module/target/licences.txt" | sed -nE 's/^ +(\(.*\)) [^(]+.* ?\(([^ ]+:[^ ]+:[^ ]+) - .*/\2\t\1/p' >"$module/target/licences.tsv"
	optional=false
	while IFS= read -r line; do
		case "$line" in
			[+\\]*'(optional)'*) optional=true ;;
			[+\\]* | [a-z]*) optional=false ;;
		esac
		$optional && continue
		IFS=: read -r group artifact type version _ <<<"$(sed -E 's/^[^a-z]*//' <<<"$line")"
		jar="$repository/${group//.//}/$artifact/$version/$artifact-$version.jar"
		size=
		[ -f "$jar" ] && [ "$group" != ai.desplega.businessuse ] && size="$(($(wc -c <"$jar") / 1024)) KB"
		licence="$(awk -F'\t' -v id="$group:$artifact:$version" '$1 == id { print $2 }' "$module/target/licences.tsv")"
		prefix="${line%%[a-z]*}"
		printf '%-75s %9s  %s\n' "$prefix$group:$artifact:$version" "$size" "${licence//) (/ or }" | sed -E 's/[()]//g; s/ +$//'
	done <"$module/target/tree.txt"
	printf '```\n'
done
