# Completion of `depeche` for fish: the command itself says what the word may become; 1 means file names.
function __depeche_complete
    set -l before (commandline --cut-at-cursor --current-process --tokenize)
    set -l typed (commandline --cut-at-cursor --current-token)
    depeche complete fish -- $before[2..-1] $typed 2>/dev/null
    or __fish_complete_path $typed
end
complete --command depeche --no-files --arguments '(__depeche_complete)'
