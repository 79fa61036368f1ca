#!/usr/bin/env bash
# Keeps one comment on a pull request: changes the one that is there, or writes the first.
# WSOA_DIFF is the file with its text, WSOA_PULL the number of the pull request, GH_TOKEN may write to it.
set -uo pipefail

marker='<!-- wsoa-diff -->'
body=$(mktemp)
trap 'rm -f "$body"' EXIT
# Exactly one marker, at the very start, whatever the text brings along.
{ printf '%s\n' "$marker"; grep -vxF -- "$marker" "$WSOA_DIFF"; } >"$body"

cannot() {
  echo "::warning title=wsoa::The comment on what changed could not be written; the job summary has it. A pull request from a fork has no right to write it."
  exit 0
}

# Only what the workflow itself wrote: anybody could put the marker into a comment of theirs.
mine='.[] | select(.user.login == "github-actions[bot]") | select(.body | contains("'$marker'")) | .id'
comments="repos/$GITHUB_REPOSITORY/issues"
found=$(gh api --paginate --jq "$mine" "$comments/$WSOA_PULL/comments?per_page=100") || cannot
first=${found%%$'\n'*}
if [ -n "$first" ]; then
  gh api --silent --method PATCH "$comments/comments/$first" --field "body=@$body" || cannot
else
  gh api --silent --method POST "$comments/$WSOA_PULL/comments" --field "body=@$body" || cannot
fi
