# Completion of `depeche` for bash: the command itself says what the word may become; 1 means file names.
_depeche() {
    local line lines
    COMPREPLY=()
    if ! lines=$("$1" complete bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null); then
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do
            COMPREPLY+=("$line")
        done < <(compgen -f -- "$2")
        return
    fi
    while IFS= read -r line; do
        [[ -z $line ]] || COMPREPLY+=("$line")
    done <<<"$lines"
}
complete -F _depeche depeche
