-- gallery.lua -- the pictures of README.md and docs/gallery.md come from the commands beside them.
--
--   lua5.4 tests/gallery.lua out/massc [rewrite]
--
-- A figure is a fence of sh whose last line is `massc plot ...`, and the image behind it; the lines before
-- it in the page, `massc run ...` and the like, are run first. `rewrite` draws all images anew, with the
-- dots an inch that the gallery says. README.md begins with a model, pulse.mass, which is its first fence.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = kit.absolute(kit.uses(assert(arg[1], "the program to test")))
local home, folder = kit.home(), "docs/gallery"
local rewrite, draws = arg[2] == "rewrite", kit.has("gnuplot")
local MOST = 60*1000                    -- bytes of an image: pages load at once
kit.uses("tests/gallery.lua")
kit.run(("ln -s %s %s/models"):format(kit.absolute("models"), home))
kit.run(("mkdir %s/bin && ln -s %s %s/bin/massc"):format(home, massc, home))

local function call(command)
  command = command:gsub("out/massc", "massc")
  return kit.run(("cd %s && export PATH=%s/bin:$PATH XDG_CACHE_HOME=%s/cache && timeout 120 bash -ec %s")
                 :format(home, home, home, kit.quote(command)))
end

-- Fences of sh and images of a page, in order: { commands = ..., image = ... }.
local function figures(page)
  local list, text = {}, kit.read(kit.uses(page))
  for fence, behind in text:gmatch("\n```sh\n(.-)\n```\n\n?([^\n]*)") do
    list[#list + 1] = { commands = fence, image = behind:match("^!%[[^%]]*%]%(([^)]+)%)$") }
  end
  return list, select(2, text:gsub("!%[[^%]]*%]%(", "")), text
end

local function size_of(png)
  if not png or #png < 24 then return "no PNG" end
  return ("%d x %d"):format(string.unpack(">I4I4", png, 17))
end

local seen, dpi = {}, nil

-- The last command draws [image].
local function figure(commands, image)
  local path, plot = folder .. "/" .. image:match("[^/]+$"), commands:match("[^\n]*massc plot [^\n]*$")
  if not kit.check(plot, image .. " has a command that draws it", commands) then return end
  seen[path] = true
  local made = draws and home .. "/x.png" or home .. "/x.gp"
  local output, code = call(commands .. (" --dpi %s -o %s"):format(dpi, made))
  kit.check(code == 0, plot, output)
  if not draws or code ~= 0 then return end
  local png = kit.read(made)
  if rewrite then kit.write(path, png) end
  kit.check(size_of(png) == size_of(kit.read(kit.uses(path))), path .. " is the picture of " .. plot,
            size_of(png) .. ", not " .. size_of(kit.read(path)))
  kit.check(#kit.read(path) <= MOST, path .. " is small", #kit.read(path) .. " bytes")
end

local function page(path)
  local list, images, text = figures(path)
  local count = 0
  for _, f in ipairs(list) do
    if f.image then
      count = count + 1
      figure(f.commands, f.image)
    elseif not f.commands:find("bootstrap", 1, true) then
      local output, code = call(f.commands)
      kit.check(code == 0, f.commands, output)
    end
  end
  kit.check(count == images, path .. ": each image stands behind its command", ("%d of %d"):format(count, images))
  return text
end

local gallery = kit.read(kit.uses("docs/gallery.md"))
dpi = assert(gallery:match("`%-%-dpi (%d+)`"), "the dots an inch of the gallery")
kit.write(home .. "/pulse.mass", assert(kit.read(kit.uses("README.md")):match("```mass run\n(.-)```")))
page("README.md")
page("docs/gallery.md")
for _, path in ipairs(kit.files(folder, "")) do
  kit.check(seen[path] and path:match("%.png$"), path .. " stands in a page")
end
if not draws then kit.skip("pictures", "gnuplot is not installed") end
kit.finish()
