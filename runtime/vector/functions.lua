-- functions.lua -- the elementary functions of one precision, for C:
-- lua5.4 functions.lua f32|f64 OUT, with a list for ninja in OUT.d
--
-- OUT includes the files of templates/math/f32|f64, each behind what it needs,
-- and has VECTOR_FUNCTIONS(ONE, TWO): the functions of one and of two arguments; WITH_DRAW,
-- what draws normals. A
-- function is what has the name of its file and takes nothing but lanes.
local folder, out = arg[1], arg[2]

local function contents(path)
    local file, why = io.open(path, "rb")
    if not file then error(why, 0) end
    local text = file:read("a")
    file:close()
    return text
end

local function write(path, lines)
    local file = assert(io.open(path, "wb"))
    file:write(table.concat(lines, "\n"), "\n")
    file:close()
end

local paths, includes, functions, seen = {}, {}, {}, {}

local function add(name)
    if seen[name] then return end
    seen[name] = true
    local path = ("templates/math/%s/%s.c"):format(folder, name)
    local text = contents(path)
    for need in (text:match("^/%* needs: ([%w_ ]+) %*/") or ""):gmatch("[%w_]+") do add(need) end
    paths[#paths + 1] = path
    includes[#includes + 1] = ('#include "%s"'):format(path)
    local parameters = text:match("static INLINE_ real m_" .. name .. "%(([^()]*)%)")
    local _, others = (parameters or ""):gsub("real %w+", "")
    if parameters and parameters:gsub("real %w+,? ?", "") == "" then
        functions[#functions + 1] = ("%s(%s)"):format(assert(({ "ONE", "TWO" })[others], name), name)
    end
end

local list = assert(io.popen("LC_ALL=C ls templates/math/" .. folder))
for line in list:lines() do
    local name = line:match("^([%w_]+)%.c$")
    if name and name ~= "normal" then add(name) end     -- it takes words of threefry.c, not numbers
end
list:close()
assert(#functions > 0, "templates/math has no functions")
local draws = { "templates/math/threefry.c", ("templates/math/%s/normal.c"):format(folder), "templates/math/draw.c" }

write(out, {
    "/* Made by runtime/vector/functions.lua. */",
    table.concat(includes, "\n"),
    "#ifdef WITH_DRAW",
    '#include "' .. table.concat(draws, '"\n#include "') .. '"',
    "#endif",
    "#define VECTOR_FUNCTIONS(ONE, TWO) \\\n    " .. table.concat(functions, " \\\n    "),
})
write(out .. ".d", { out .. ": templates/math/" .. folder .. " " .. table.concat(paths, " ") .. " " .. table.concat(draws, " ") })
