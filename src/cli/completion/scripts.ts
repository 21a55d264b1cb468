import type { Shell } from './shells.js';

/** Scripts that ask the program itself for candidates: they know its commands, the tenant's fields and its labels. */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# bash completion for autotask; load it with: source <(autotask completion bash)
_autotask() {
  local IFS=$'\\n'
  COMPREPLY=($(autotask complete bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace
  fi
}
complete -o default -F _autotask autotask
`,
  zsh: `#compdef autotask
# zsh completion for autotask; after compinit load it with: source <(autotask completion zsh)
# or save it as _autotask in a folder of $fpath.
_autotask() {
  local -a finished unfinished either=(-M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}')
  local word hint
  # PREFIX is the word up to the cursor as zsh matches it, without quotes that are still open.
  while IFS=$'\\t' read -r word hint; do
    [[ -z $word ]] && continue
    if [[ $word == *= ]]; then
      unfinished+=("$word")
    else
      finished+=("\${word//:/\\\\:}\${hint:+:$hint}")
    fi
  done < <(autotask complete zsh -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
  (( \${#unfinished} )) && compadd $either -S '' -a unfinished
  (( \${#finished} )) && _describe 'autotask' finished $either
  (( \${#unfinished} + \${#finished} )) || _files
}
if [[ \${funcstack[1]} == _autotask ]]; then
  _autotask "$@"
else
  compdef _autotask autotask
fi
`,
  fish: `# fish completion for autotask; load it with: autotask completion fish | source
complete -c autotask -f -a '(autotask complete fish -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
complete -c autotask -n '__fish_seen_subcommand_from attach' -F
`,
};
