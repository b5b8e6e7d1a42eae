-- embed.lua -- files as C strings: lua5.4 embed.lua OUT PATH..., with a list for ninja in OUT.d
--
-- A path is a file, or a folder whose templates and models are taken, all of them: what
-- is there travels, but for experiments. So that a file that is added is seen, the list has the folders too.
-- Tables of models/data travel, too. Models are called by their paths below models/: "systems/HenonMap", "couplings/Linear" (library_below).
-- A function of function.def without its text in both precisions is refused here.
--
-- One literal a line of the file, so that the result can be read; everything
-- that is not plain ASCII becomes a three-digit octal escape, which no
-- following digit can join. '?' is escaped because of trigraphs.

local function escaped(line)
    return (line:gsub('[%c"\\?\128-\255]', function(c)
        if c == "\n" then return "\\n" end
        if c == '"' or c == "\\" or c == "?" then return "\\" .. c end
        return ("\\%03o"):format(c:byte())
    end))
end

local function contents(path)
    local file, why = io.open(path, "rb")
    if not file then error(why, 0) end
    local text = file:read("a")
    file:close()
    return text
end

local function lines(command)
    local pipe, list = assert(io.popen("LC_ALL=C " .. command .. " | LC_ALL=C sort")), {}
    for line in pipe:lines() do list[#list + 1] = line end
    assert(pipe:close(), command)
    return list
end

local out, paths, deps = arg[1], {}, {}
for i = 2, #arg do
    for _, path in ipairs(lines(("find '%s' -name experiments -prune -o -name '[!.]*' -print"):format(arg[i]))) do
        local ending = path:match("%.(%w+)$")
        deps[#deps + 1] = path
        if arg[i] == path and ending or ending == "c" or ending == "t" or ending == "lua" or ending == "mass"
           or (ending == "tsv" and path:match("^models/data/")) then
            if path ~= "templates/embed.lua" then paths[#paths + 1] = path end
        end
    end
end

local function need_functions(table_path)
    local there, missing = {}, {}
    for _, path in ipairs(paths) do there[path] = true end
    deps[#deps + 1] = table_path
    for call in contents(table_path):gmatch("\nFUNCTION%([%w_]+,%s*%d,%s*%d,%s*\"[^\"]*\",%s*%u+,%s*m_([%w_]+)") do
        for _, precision in ipairs { "f32", "f64" } do
            local path = ("templates/math/%s/%s.c"):format(precision, call)
            if not there[path] then missing[#missing + 1] = ("%s: %s has no %s"):format(table_path, call, path) end
        end
    end
    if missing[1] then error(table.concat(missing, "\n"), 0) end
end
need_functions("generator/model/function.def")

local file = assert(io.open(out .. ".tmp", "wb"))
local function print(...) file:write(..., "\n") end
print("/* Made by templates/embed.lua. */")
print('#include "emit/embedded.h"\n')
print("const struct embedded_file embedded_files[] = {")
for _, path in ipairs(paths) do
    local text = contents(path)
    local model = path:match("^models/(.*)%.mass$")
    print(('    { "%s", %s,'):format(path, model and '"' .. model .. '"' or "0"))
    for line in text:gmatch("[^\n]*\n?") do
        if line ~= "" then print('      "' .. escaped(line) .. '"') end
    end
    print(('      "", %d },'):format(#text))
end
print("    { 0, 0, 0, 0 }\n};")
assert(file:close() and os.rename(out .. ".tmp", out))
file = assert(io.open(out .. ".d", "wb"))
file:write(out, ": ", table.concat(deps, " "), "\n")
assert(file:close())
