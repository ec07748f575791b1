# Completion of `depeche` for zsh: the command itself says what the word may become; 1 means file names.
_depeche() {
    local lines
    local -a found
    if ! lines=$("${words[1]}" complete zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null); then
        _files
        return
    fi
    found=("${(@f)lines}")
    # What it says is right also where accents or capitals differ from what was typed.
    [[ -z $lines ]] || compadd -U -a found
}
compdef _depeche depeche
