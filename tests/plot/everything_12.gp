---- grid.nc mean_V --log color
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:6]
set logscale cb
$cells0 << END
0 1 1
1 1 3
2 1 5
0 10 2
1 10 NaN
2 10 6
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [-0.5:2.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:14.5]
set format y '%g'
unset logscale y
set ytics 5
unset label
set label 1 'a [mV]' at screen 0.485, 0.042857144 center
set label 2 'b' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.84411764, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.16428572 + k*0.0061941966 to screen 0.8770588, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics (1, 2, 5)
set label 5 'mean_V' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
set object 1 rectangle from graph 0,0 to graph 1,1 behind fillcolor rgb '#cccccc' fillstyle solid noborder
plot $cells0 using 1:2:3 with image notitle
---- grid.nc mean_V --log xy
massc: error: a logarithmic axis takes numbers above 0, but 'a [mV]' begins at 0
---- grid.nc mean_V --kind overlay --color b
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 1
1 3
2 5
END
$curve0_1 << END
0 2

2 6
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.7941176
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.75:6.25]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'a [mV]' at screen 0.46441177, 0.05 center
set label 2 'mean_V' at screen 0.05529412, 0.5708333 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.80588233, 0.96666664 title 'b' left
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' title '1', \
     $curve0_1 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#d55e00' title '10'
---- grid.nc mean_V --kind overlay --x b
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 1
10 2
END
$curve0_1 << END
1 3

END
$curve0_2 << END
1 5
10 6
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.8147059
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.73:10.27]
set format x '%g'
unset logscale x
set xtics 2
set yrange [0.75:6.25]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'b' at screen 0.47470587, 0.05 center
set label 2 'mean_V' at screen 0.05529412, 0.5708333 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.8264706, 0.96666664 title 'a [mV]' left
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' title '0', \
     $curve0_1 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#d55e00' title '1', \
     $curve0_2 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#009e73' title '2'
---- grid.nc cube --x u --at a=1 --color b --log color --kind overlay
massc: error: --log color: nothing is colored by a number there; leave it out
---- grid.nc mean_V --kind panels
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 1
1 3
2 5
END
$curve1_0 << END
0 2

2 6
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.06735294
set rmargin at screen 0.50242645
set bmargin at screen 0.19166666
set tmargin at screen 0.88
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.75:6.25]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'a [mV]' at screen 0.2848897, 0.05 center
set label 2 'mean_V' at screen 0.02764706, 0.53583336 center rotate by 90
set label 3 'b = 1' at screen 0.2848897, 0.9166667 center
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.54360294
set rmargin at screen 0.9786765
set bmargin at screen 0.19166666
set tmargin at screen 0.88
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.75:6.25]
set format y ''
unset logscale y
set ytics 1
unset label
set label 1 'a [mV]' at screen 0.7611397, 0.05 center
set label 3 'b = 10' at screen 0.7611397, 0.9166667 center
set key off
plot $curve1_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
unset multiplot
---- grid.nc cube --at a=2 --kind panels
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,8.2cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 21
10 26
END
$curve1_0 << END
1 22
10 27
END
$curve2_0 << END
1 23
10 28
END
$curve3_0 << END
1 24
10 29
END
$curve4_0 << END
1 25
10 30
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.07764706
set rmargin at screen 0.3507843
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [0.73:10.27]
set format x ''
unset logscale x
set xtics 2
set yrange [20.55:30.45]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 2 'cube' at screen 0.02764706, 0.74115855 center rotate by 90
set label 3 'u = 3' at screen 0.21421568, 0.9390244 center
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.39196077
set rmargin at screen 0.665098
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [0.73:10.27]
set format x ''
unset logscale x
set xtics 2
set yrange [20.55:30.45]
set format y ''
unset logscale y
set ytics 2
unset label
set label 3 'u = 1' at screen 0.5285294, 0.9390244 center
set key off
plot $curve1_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.7062745
set rmargin at screen 0.9794118
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [0.73:10.27]
set format x '%g'
unset logscale x
set xtics 2
set yrange [20.55:30.45]
set format y ''
unset logscale y
set ytics 2
unset label
set label 1 'b' at screen 0.8428431, 0.46646342 center
set label 3 'u = 2' at screen 0.8428431, 0.9390244 center
set key off
plot $curve2_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.07764706
set rmargin at screen 0.3507843
set bmargin at screen 0.1402439
set tmargin at screen 0.48231706
set xrange [0.73:10.27]
set format x '%g'
unset logscale x
set xtics 2
set yrange [20.55:30.45]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 1 'b' at screen 0.21421568, 0.036585364 center
set label 2 'cube' at screen 0.02764706, 0.3112805 center rotate by 90
set label 3 'u = 5' at screen 0.21421568, 0.50914633 center
set key off
plot $curve3_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.39196077
set rmargin at screen 0.665098
set bmargin at screen 0.1402439
set tmargin at screen 0.48231706
set xrange [0.73:10.27]
set format x '%g'
unset logscale x
set xtics 2
set yrange [20.55:30.45]
set format y ''
unset logscale y
set ytics 2
unset label
set label 1 'b' at screen 0.5285294, 0.036585364 center
set label 3 'u = 4' at screen 0.5285294, 0.50914633 center
set key off
plot $curve4_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
unset multiplot
---- series.nc --kind histogram
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
-1.6 0.16666667
-0.8 0.16666667
0 0.5833333
0.8 0.16666667
1.6 0.16666667
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.9588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-2.12:2.12]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0:0.6125]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'results [mV]' at screen 0.56735295, 0.05 center
set label 2 'density [1/mV]' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with boxes fillstyle solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' notitle
---- series.nc results --kind histogram --panels
massc: error: --panels: there is one panel to draw; leave it out
---- series.nc results --kind heat
massc: error: results of series.nc varies along a, time and state; choose a place, as in --at state=V
---- series.nc --phase V,W --panels
massc: error: --panels does nothing to a phase plane; leave it out, or draw lines, a map or histograms: --kind
