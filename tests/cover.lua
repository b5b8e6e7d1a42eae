-- cover.lua -- of many models few in which all of the language occurs that any of them uses.
--
--   cover.few { path, ... }      in the order given, each that has a word no earlier one had
--
-- What counts are words and signs of the language: not the names that a file makes itself, nor
-- units, numbers, texts and comments.
local kit = require "kit"
local cover = {}

-- Names that a file gives to things of its own.
local function own_names(text)
  local own = {}
  for _, pattern in ipairs { "\n%s*model%s+([%w_]+)", "\n%s*coupling%s+([%w_]+)", "\n%s*state%s+([%w_]+)", "\n%s*param%s+([%w_]+)",
                             "\n%s*explore%s+([%w_]+)", "\n%s*observe%s+([%w_]+)", "\n%s*([%w_]+)%s*=", "\n%s*([%w_]+)%b()%s*=" } do
    for name in text:gmatch(pattern) do own[name] = true end
  end
  for list in text:gmatch("\n%s*input%s+([^\n]*)") do
    for name in list:gsub(" from .*", ""):gmatch("[%w_]+") do own[name] = true end
  end
  for arguments in text:gmatch("\n%s*[%w_]+(%b())%s*=") do
    for name in arguments:gmatch("[%w_]+") do own[name] = true end
  end
  return own
end

local function features(text)
  local list, own = {}, own_names("\n" .. text)
  text = text:gsub("#[^\n]*", ""):gsub('"[^"\n]*"', ""):gsub("%[%s*[%a1%%][^%],%[]*%]", ""):gsub("%.[%a_][%w_]*", "")
  for word in text:gmatch("[%a_][%w_]*") do
    if not own[word] then list[word] = true end
  end
  for _, sign in ipairs { "'%s*=", "%+%s*=", "%^", "%*%*", "%[%[", "%[inf", "inf%]", "<=", ">=", "==", "!=", "[^<>=!]<[^=]", ">[^=]", "~", "%- ", "/", "%%" } do
    if text:find(sign) then list[sign] = true end
  end
  return list
end

function cover.few(paths)
  local seen, few = {}, {}
  for _, path in ipairs(paths) do
    local new = false
    for feature in pairs(features(kit.read(path))) do
      new = new or not seen[feature]
      seen[feature] = true
    end
    if new then few[#few + 1] = path end
  end
  return few, seen
end

return cover
