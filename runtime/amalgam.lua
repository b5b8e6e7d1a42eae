-- amalgam.lua -- the runtime as one text, for programs of one file.
--
--   lua5.4 runtime/amalgam.lua OUT.c ROOT,... "CC -E FLAGS" FOLDER|FILE.c ...
--
-- Writes what is reached from the roots by names as two strings of C (emit/runtime_text.h): the system's headers,
-- types, constants and prototypes, then functions and tables, in the order of the folders given. Everything is static but objects that headers
-- declare. A name that only its file sees and another file has too gets the file's name in front. Formats and functions
-- of `long` become those of `long long`, which who emits the text makes of it, since 32 bits count no points. The preprocessor has done its work,
-- but for what the system's headers define: comments are those of the sources.
package.path = "runtime/?.lua;" .. package.path
local c_items = require "amalgam_items"
local tokens_of, code_of, understand, type_words = c_items.tokens_of, c_items.code_of, c_items.understand, c_items.type_words
local out_path, roots, preprocess = arg[1], arg[2], arg[3]

local function read(path)
  local file, why = io.open(path, "rb")
  if not file then error(why, 0) end
  local text = file:read("a")
  file:close()
  return text
end

local function run(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read("a")
  assert(pipe:close(), command)
  return text
end

-- ---- sources -------------------------------------------------------------------------------------------

local given = {}
for i = 4, #arg do
  if arg[i]:match("%.c$") then given[#given + 1] = arg[i]
  else
    for path in run(("LC_ALL=C ls '%s'/*.c"):format(arg[i])):gmatch("[^\n]+") do given[#given + 1] = path end
  end
end

-- Files of the system stand there empty: their names are all that is wanted.
local stubs, kept = out_path .. ".stubs", out_path .. ".kept"
local is_system, seen_files = {}, {}
local function stub(text)
  for name in text:gmatch("#%s*include%s*<([^>]+)>") do
    if not is_system[name] then
      is_system[name] = true
      os.execute(("mkdir -p '%s/%s' && : > '%s/%s'"):format(stubs, name:match("^(.*)/") or ".", stubs, name))
    end
  end
end

-- A header that guards itself stands once, before all; other files are part of what includes them.
local guarded = {}
local function is_header(path)
  if guarded[path] == nil then
    local text = path:match("%.h$") and read(path)
    guarded[path] = text and text:find("#ifndef [%w_]+_H\n#define [%w_]+_H\n") ~= nil or false
  end
  return guarded[path]
end

-- Headers that ask the compiler something which the reader's compiler shall answer: not for the preprocessor here.
local raws = {}
local function shadow(path)
  local text = read(path)
  if not text:find("Kept as it is in programs of one file", 1, true) then return end
  raws[#raws + 1] = path
  local name = kept .. "/" .. path:match("^runtime/(.*)$")
  os.execute(("mkdir -p '%s' && : > '%s'"):format(name:match("^(.*)/"), name))
end

local units, unit_of = {}, {}           -- in order: { path, text, headers... }
local function unit(path)
  local u = unit_of[path]
  if not u then
    u = { path = path, stem = path:match("([%w_]+)%.%a+$"), parts = {}, systems = {} }
    unit_of[path] = u
  end
  return u
end

local headers = {}
local function take_source(path)
  local stack, text = {}, run(("%s -nostdinc -isystem '%s' '%s'"):format(preprocess:gsub(" %-iquote", " -iquote " .. kept .. " -iquote", 1), stubs, path))
  local own, last = unit(path), false
  local first_time = {}
  for line in text:gmatch("([^\n]*)\n") do
    local file, flags = line:match('^# %d+ "(.-)"(.*)$')
    if file then
      if flags:match("^ 2") then                          -- back from an include
        if last and last ~= stack[#stack] and last.path:match("%.h$") then headers[#headers + 1] = last end   -- behind those it includes
        last = table.remove(stack)
      elseif flags:match("^ 1") then
        stack[#stack + 1] = last or false
        if file:sub(1, #kept) == kept then
          last = false
        elseif file:sub(1, #stubs) == stubs then
          if last then last.systems[file:sub(#stubs + 2)] = true end
          last = false
        else
          while file:find("[%w_]+/%.%./") do file = file:gsub("[%w_]+/%.%./", "", 1) end
          file = file:gsub("^%./", "")
          seen_files[file] = true
          if is_header(file) then
            local h = unit(file)
            if not h.taken and not first_time[file] then
              first_time[file] = true
              last = h
            else
              last = false
            end
          end
        end
      elseif file == path then
        last = own
      end
    elseif last then
      last.parts[#last.parts + 1] = line
    end
  end
  for file in pairs(first_time) do unit(file).taken = true end
  units[#units + 1] = own
end

-- ---- reading all ---------------------------------------------------------------------------------------------

for _, path in ipairs(given) do
  stub(read(path))
end
for path in run("LC_ALL=C find runtime -name '*.h' | LC_ALL=C sort"):gmatch("[^\n]+") do shadow(path) end
for path in run("LC_ALL=C find runtime templates -name '*.h' -o -name '*.def' -o -path 'templates/*.c'"):gmatch("[^\n]+") do stub(read(path)) end
for _, path in ipairs(given) do take_source(path) end

local all_items = {}
local function take_items(u)
  u.items = c_items.cut(u)
  for _, item in ipairs(u.items) do
    if not item.is_comment then understand(item) end
    all_items[#all_items + 1] = item
  end
end
local raw_units = {}
for _, path in ipairs(raws) do
  local text = read(path)
  local guard = text:match("#ifndef ([%w_]+_H)\n")
  local u = { path = path, stem = path:match("([%w_]+)%.h$"), systems = {}, items = {} }
  local first, rest = text:match("^(/%*.-%*/\n)(.*)$")
  text = first .. rest:gsub("#ifndef " .. guard .. "\n#define " .. guard .. "\n", "", 1):gsub("#endif\n$", "", 1)
  local item = { tokens = tokens_of(text), unit = u, names = {}, tags = {}, kind = "raw" }
  item.code = code_of(item)
  local depth = 0
  for k, t in ipairs(item.code) do
    local before, after = item.code[k - 1], item.code[k + 1]
    if t.text == "{" or t.text == "(" then depth = depth + 1
    elseif t.text == "}" or t.text == ")" then depth = depth - 1
    elseif depth == 0 and t.kind == "name" and before and type_words[before.text] then
      if after.text == "{" then item.tags[t.text] = true end
    elseif depth == 0 and t.kind == "name" and after and (after.text == "(" or after.text == ";" or after.text == "=") then item.names[t.text] = "function" end
  end
  for name in text:gmatch("\n#define ([%w_]+)") do item.names[name] = "macro" end
  u.items[1] = item
  raw_units[#raw_units + 1] = u
  all_items[#all_items + 1] = item
end
for _, h in ipairs(headers) do take_items(h) end
for _, u in ipairs(units) do take_items(u) end

-- ---- names that only a file sees -----------------------------------------------------------------------------

-- What stands in a kernel's text is taken, too.
local owners = {}                       -- name -> { unit, ... }
local function own(name, u)
  owners[name] = owners[name] or {}
  for _, other in ipairs(owners[name]) do
    if other == u then return end
  end
  table.insert(owners[name], u)
end
local outside = { stem = "", path = "a kernel" }
for path in run("LC_ALL=C find templates -name '*.c'"):gmatch("[^\n]+") do
  seen_files[path] = true
  for name in read(path):gmatch("\n#define ([%w_]+)") do own(name, outside) end
  local depth, in_enum = 0, false
  for _, t in ipairs(tokens_of((read(path):gsub("\n#[^\n]*", "\n"):gsub("%${[%w_]+}", " ")))) do
    if t.text == "enum" and depth == 0 then in_enum = true end
    if (t.text == "{" or t.text == "}") and depth == 0 and in_enum then in_enum = t.text == "{"        -- its constants are everybody's
    elseif t.text == "{" or t.text == "(" then depth = depth + 1
    elseif t.text == "}" or t.text == ")" then depth = depth - 1
    elseif t.kind == "name" and depth == 0 then own(t.text, outside) end
  end
end
local c_words = {}
for word in ("auto break case char const continue default do double else enum extern float for goto if inline int long register restrict return " ..
  "short signed sizeof static struct switch typedef union unsigned void volatile while fma fmaf sqrt sqrtf"):gmatch("%a+") do owners[word] = nil c_words[word] = true end

-- What the emitter calls things (emit/frame.c, emit/walk.c): they read best as they are.
for word in ("begin step start advance results axes clocks buffers NODES EDGES NOISE BLOCK TOTAL CLOSED DONE RESULT DEAD"):gmatch("%a+") do own(word, outside) end

for _, u in ipairs(units) do
  u.private = {}
  for _, item in ipairs(u.items) do
    for name, kind in pairs(item.names or {}) do
      if item.is_static or kind == "type" or kind == "constant" then u.private[name] = true end
      own(name, u)
    end
    for tag in pairs(item.tags or {}) do
      u.private["struct " .. tag] = true
      own("struct " .. tag, u)
    end
  end
end
for _, u in ipairs(raw_units) do
  for name in pairs(u.items[1].names) do own(name, u) end
  for tag in pairs(u.items[1].tags) do own("struct " .. tag, u) end
end
for _, h in ipairs(headers) do
  for _, item in ipairs(h.items) do
    for name in pairs(item.names or {}) do own(name, h) end
    for tag in pairs(item.tags or {}) do own("struct " .. tag, h) end
  end
end

for _, h in ipairs(headers) do                  -- what a header speaks of is everybody's
  for _, item in ipairs(h.items) do
    for k, t in ipairs(item.code or {}) do
      if k > 1 and type_words[item.code[k - 1].text] then
        for _, u in ipairs(units) do u.private["struct " .. t.text] = nil end
      end
    end
  end
end

local function rename(u)
  local to = {}
  local private = {}
  for name in pairs(u.private) do private[#private + 1] = name end
  table.sort(private)
  for _, name in ipairs(private) do
    local tag = name:match("^struct (.*)")
    local new = tag and "struct " .. u.stem .. "_" .. tag or u.stem .. "_" .. name
    while owners[new] do new = new .. "_" end
    if #owners[name] > 1 then
      to[name] = new
      own(new, u)
    end
  end
  for _, item in ipairs(u.items) do
    local braces = {}
    local in_struct = 0
    local code = item.code or {}
    for k, t in ipairs(code) do
      if t.text == "{" then
        local a, b = code[k - 1], code[k - 2]
        local is_struct = a and (a.text == "struct" or a.text == "union") or b and (b.text == "struct" or b.text == "union") and a.kind == "name"
        braces[#braces + 1] = is_struct or false
        in_struct = in_struct + (is_struct and 1 or 0)
      elseif t.text == "}" then
        in_struct = in_struct - (table.remove(braces) and 1 or 0)
      elseif t.kind == "name" and k > 1 and type_words[code[k - 1].text] then
        local new = to["struct " .. t.text]
        t.text = new and new:sub(8) or t.text
      elseif t.kind == "name" and to[t.text] then
        local before, after = code[k - 1] and code[k - 1].text or "", code[k + 1] and code[k + 1].text or ""
        local is_member = before == "." or before == "->" or (in_struct > 0 and after:match("^[;,%[:)]$")) or type_words[before]
        if not is_member then
          t.was = t.text
          t.text = to[t.text]
        end
      end
    end
    local names = {}
    for name, kind in pairs(item.names or {}) do
      names[to[name] or name] = kind
      if to[name] then u.private[to[name]] = true end
    end
    item.names = names
    local tags = {}
    for tag in pairs(item.tags or {}) do
      local new = to["struct " .. tag]
      tags[new and new:sub(8) or tag] = true
      if new then u.private[new] = true end
    end
    item.tags = tags
  end
end
for _, u in ipairs(units) do rename(u) end

-- ---- what is reached --------------------------------------------------------------------------------------------

-- Where a name is defined there is more than one only of what its own file sees.
local defined = {}
for _, item in ipairs(all_items) do
  for name in pairs(item.names or {}) do
    if item.kind == "function" or item.kind == "raw" then defined[name] = true end
  end
end

local givers = {}                       -- name, or "struct name" -> items
local function gives(key, item)
  givers[key] = givers[key] or {}
  table.insert(givers[key], item)
end
for _, item in ipairs(all_items) do
  for name in pairs(item.names or {}) do gives(name, item) end
  for tag in pairs(item.tags or {}) do gives("struct " .. tag, item) end
end
local reached, queue = {}, {}
local function reach(key, from)
  for _, item in ipairs(givers[key] or {}) do
    local is_seen = not from or from == item.unit or not (item.unit.private and item.unit.private[key])
    local is_ours = item.kind ~= "prototype" or defined[key]          -- not sqrt()
    if not reached[item] and is_seen and is_ours then
      reached[item] = true
      queue[#queue + 1] = item
    end
  end
end
for root in roots:gmatch("[^,]+") do
  assert(givers[root], root .. " is nowhere")
  reach(root)
end
-- Whether an item has a variable, or a parameter, of the name of a function somewhere else.
local no_types = { ["return"] = true, ["else"] = true, case = true, sizeof = true, ["goto"] = true, ["do"] = true }
local function hides(item, name)
  item.hidden = item.hidden or {}
  if item.hidden[name] == nil then
    item.hidden[name] = false
    for k, t in ipairs(item.code) do
      local before, after = item.code[k - 1], item.code[k + 1] and item.code[k + 1].text or ""
      if t.text == name and before and (before.text == "*" or before.kind == "name" and not no_types[before.text]) and after:match("^[=;,)%[]$") then
        item.hidden[name] = true
      end
    end
  end
  return item.hidden[name]
end

local function is_function(key)
  for _, item in ipairs(givers[key] or {}) do
    if item.kind ~= "function" and item.kind ~= "prototype" then return false end
  end
  return true
end

while #queue > 0 do
  local item = table.remove(queue)
  local code = item.code
  for k, t in ipairs(code) do
    local before = code[k - 1] and code[k - 1].text or ""
    if t.kind == "name" and type_words[before] then reach("struct " .. t.text, item.unit)
    elseif item.kind == "declaration" and item.names[t.text] then   -- it is what reached this
    elseif t.kind == "name" and before ~= "." and before ~= "->" and not (givers[t.text] and is_function(t.text) and hides(item, t.text)) then
      reach(t.text, item.unit)
    end
  end
end

-- Two files of one name would be one in the text.
for name, items in pairs(givers) do
  local at
  for _, item in ipairs(items) do
    if reached[item] and (item.kind == "function" or item.kind == "object" or item.kind == "type") and item.kind ~= "prototype" then
      if at and at ~= item and at.unit ~= item.unit and not name:match("^struct ") then
        error(("amalgam.lua: %s is in %s and in %s"):format(name, at.unit.path, item.unit.path), 0)
      end
      at = item
    end
  end
end

-- ---- writing ------------------------------------------------------------------------------------------------------

local longer = { strtol = "strtoll", strtoul = "strtoull", labs = "llabs", lround = "llround", lrint = "llrint", atol = "atoll",
                 LONG_MAX = "LLONG_MAX", LONG_MIN = "LLONG_MIN", ULONG_MAX = "ULLONG_MAX" }

local function spelt(tokens, k)
  local t = tokens[k]
  if t.text == "INFINITY" and tokens[k - 1].text == "-" then return "1.0/0.0" end        -- tcc has no constant -INFINITY
  if t.kind == "string" then
    return (t.text:gsub("(%%[-+ #0]*%*?%d*%.?%*?%d*)l([dux])", "%1ll%2"))
  elseif t.kind == "number" then
    return (t.text:gsub("^(%d+[uU]?)L$", "%1LL"))
  elseif t.kind == "name" then
    return longer[t.text] or t.text
  end
  return t.text
end

local function text_of(item)
  local list, tokens = {}, item.tokens
  for k, t in ipairs(tokens) do
    local before = t.before
    if k == 1 then before = "" end
    local word = spelt(tokens, k)
    if t == item.start and not item.is_static and (item.kind == "function" or item.kind == "prototype") then
      word = "static " .. word
    end
    list[#list + 1] = before:gsub("\n%s*\n[%s]*\n", "\n\n") .. word
  end
  return table.concat(list)
end

local function is_heading(item)
  return item.is_comment and item.tokens[1].text:match("^/%* %-%-%-%-")
end

local systems = {}
local function write_unit(u, list)
  local lines, heading = {}, nil
  local any = false
  for i, item in ipairs(u.items) do
    if reached[item] then any = true end
  end
  if not any then return end
  for name in pairs(u.systems) do systems[name] = true end
  local head = u.items[1]
  list[#list + 1] = ""
  for i, item in ipairs(u.items) do
    local gap = item.tokens[1] and item.tokens[1].before:find("\n%s*\n") and "\n" or ""
    if is_heading(item) then heading = item
    elseif i == 1 and item.is_comment then
      list[#list + 1] = text_of(item) .. "\n"
    elseif reached[item] then
      if heading then list[#list + 1] = "\n" .. text_of(heading) .. "\n" heading = nil gap = "" end
      list[#list + 1] = gap .. text_of(item)
    end
  end
end

local head, body = {}, {}
for _, u in ipairs(raw_units) do
  if reached[u.items[1]] then head[#head + 1] = "\n" .. text_of(u.items[1]) end
end
for _, h in ipairs(headers) do
  if h.path ~= "runtime/engine/kernel.h" then write_unit(h, head) end
end
for _, u in ipairs(units) do write_unit(u, body) end

-- As literals of a line each; '?' is escaped because of trigraphs.
local function literal(text)
  return (text:gsub("[^\n]*\n", function(line)
    line = line:gsub('[%c"\\?\128-\255]', function(c)
      if c == "\n" then return "\\n" end
      if c == '"' or c == "\\" or c == "?" then return "\\" .. c end
      return ("\\%03o"):format(c:byte())
    end)
    return '    "' .. line .. '"\n'
  end))
end

local function write(path, text)
  local file = assert(io.open(path .. ".tmp", "wb"))
  assert(file:write(text) and file:close() and os.rename(path .. ".tmp", path))
end
local include = {}
for name in pairs(systems) do include[#include + 1] = ("#include <%s>\n"):format(name) end
table.sort(include)

-- What the system's headers declare and define: names that no kernel may have.
local function system_names()
  local lines, list, seen, depth = table.concat(include), {}, {}, 0
  write(out_path .. ".system.c", "#ifndef _GNU_SOURCE\n#define _GNU_SOURCE\n#endif\n#include <pthread.h>\n" .. lines)
  local function take(name)
    if name:match("^[%a]") and not c_words[name] and not seen[name] then
      seen[name] = true
      list[#list + 1] = name .. ";\n"
    end
  end
  for name in run(("%s -dM '%s'"):format(preprocess, out_path .. ".system.c")):gmatch("#define ([%w_]+)") do take(name) end
  for _, t in ipairs(tokens_of((run(("%s '%s'"):format(preprocess, out_path .. ".system.c")):gsub("\n#[^\n]*", "\n")))) do
    if t.text == "{" or t.text == "(" then depth = depth + 1
    elseif t.text == "}" or t.text == ")" then depth = depth - 1
    elseif t.kind == "name" and depth == 0 then take(t.text) end
  end
  os.remove(out_path .. ".system.c")
  table.sort(list)
  return table.concat(list)
end

write(out_path, '/* Made by runtime/amalgam.lua. */\n#include "emit/runtime_text.h"\n\nconst char runtime_declared[] =\n' ..
  literal(table.concat(include) .. table.concat(head, "\n") .. "\n") .. "    ;\n\nconst char runtime_defined[] =\n" ..
  literal(table.concat(body, "\n") .. "\n") .. "    ;\n\nconst char runtime_system[] =\n" .. literal(system_names()) .. "    ;\n")
local deps = {}
for path in pairs(seen_files) do deps[#deps + 1] = path end
for _, path in ipairs(given) do deps[#deps + 1] = path end
for _, path in ipairs(raws) do deps[#deps + 1] = path end
table.sort(deps)
write(out_path .. ".d", out_path .. ": " .. table.concat(deps, " ") .. "\n")
os.execute(("rm -rf '%s' '%s'"):format(stubs, kept))
