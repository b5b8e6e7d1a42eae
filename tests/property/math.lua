-- math.lua -- the kernels' math files in an order in which each comes behind
-- what it needs, as #include lines: lua5.4 math.lua f32 exp tanh ... > math.h
local folder, seen = arg[1], {}
local function add(name)
  if seen[name] then return end
  seen[name] = true
  local path = ("templates/math/%s/%s.c"):format(folder, name)
  local file = assert(io.open(path))
  local first = file:read("l")
  file:close()
  for need in (first:match("^/%* needs: ([%w_ ]+) %*/") or ""):gmatch("[%w_]+") do add(need) end
  print(('#include "../../../%s"'):format(path))
end
for i = 2, #arg do add(arg[i]) end
