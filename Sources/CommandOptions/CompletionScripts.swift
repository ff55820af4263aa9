/// The shells' sides of completion: they ask the program, since only it knows its arguments and the
/// workspace.
package enum CompletionScripts {
  /// For bash: candidates without their meanings.
  package static let bash = #"""
    # Completion of hotline in bash; printed by `hotline completion bash`.
    _hotline() {
      local line word
      COMPREPLY=()
      while IFS= read -r line; do
        word=${line%%$'\t'*}
        case $word in
          :files) compopt -o default ;;
          :folders) compopt -o dirnames ;;
          *) COMPREPLY+=("$(printf %q "$word")") ;;
        esac
      done < <("${COMP_WORDS[0]}" ---candidates "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    }
    complete -F _hotline hotline

    """#

  /// For zsh: candidates with their meanings.
  package static let zsh = #"""
    #compdef hotline
    # Completion of hotline in zsh; printed by `hotline completion zsh`.
    _hotline() {
      local line word
      local -a candidates
      [[ ${words[CURRENT]} == --*=* ]] && compset -P '*='
      for line in ${(f)"$(${words[1]} ---candidates "${(@Q)words[2,CURRENT]}" 2>/dev/null)"}; do
        word=${line%%$'\t'*}
        case $word in
          :files) _files ;;
          :folders) _files -/ ;;
          *)
            word=${word//:/\\:}
            [[ $line == *$'\t'* ]] && word="$word:${line#*$'\t'}"
            candidates+=("$word") ;;
        esac
      done
      (( $#candidates )) && _describe hotline candidates
    }
    if [[ $funcstack[1] == _hotline ]]; then _hotline "$@"; else compdef _hotline hotline; fi

    """#
}
