---- series.nc --phase V,W --kind line
massc: error: --phase goes with no other --kind than phase
---- series.nc --kind panels
massc: error: results of series.nc varies along time, a and state; choose a place, as in --at state=V
---- series.nc --x a --at time=2
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [0:2]
$cells0 << END
-1 0 1
2.5 0 2
-1 1 0
2.5 1 0
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.7735294
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [-2.75:4.25]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.5:1.5]
set format y '%g'
unset logscale y
set ytics ('V' 0, 'W' 1)
unset label
set label 1 'a [mV]' at screen 0.45411766, 0.042857144 center
set label 2 'state' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.8029412, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8029412, screen 0.16428572 + k*0.0061941966 to screen 0.83588237, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 0.5
set label 5 'results [mV]' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
---- series.nc --color time --x a
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:4]
$curve0_0 << END
-1 0 1
-1 1 1
-1 1 2
-1 0 2
-1 0 3
-1 -1 3
-1 -1 4
-1 0 4
2.5 0 1
2.5 2 1
2.5 2 2
2.5 0 2

2.5 -2 3
2.5 -2 4
2.5 0 4
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.7735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-1.105:2.605]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-2.2:2.2]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'a [mV]' at screen 0.46441177, 0.05 center
set label 2 'results [mV]' at screen 0.05529412, 0.5708333 center rotate by 90
set colorbox user origin screen 0.8029412, 0.19166666 size screen 0.032941177, 0.7583333 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8029412, screen 0.19166666 + k*0.005924479 to screen 0.83588237, 0.95 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 0.5
set label 5 'time [ms]' at screen 0.9505882, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle
---- series.nc --at state=V --at time=3
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
-1 0

END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.19647059
set rmargin at screen 0.9470588
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-1.105:2.605]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-1.1:1.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'a [mV]' at screen 0.5717647, 0.05 center
set label 2 'V [mV]' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
---- grid.nc p --kind histogram
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1.2 0.8333333
1.6 0
2 0.8333333
2.4 0
2.8 0.8333333
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.94:3.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0:0.875]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'p' at screen 0.56661767, 0.05 center
set label 2 'density' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with boxes fillstyle solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' notitle
---- grid.nc u,p --kind histogram
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1.4 0.25
2.2 0.25
3 0.25
3.8 0.25
4.6 0.25
END
$curve0_1 << END
1.2 0.8333333
1.6 0
2 0.8333333
2.4 0
2.8 0.8333333
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.17588235
set rmargin at screen 0.8147059
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.8799999999999998:5.12]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0:0.875]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'value' at screen 0.49529412, 0.05 center
set label 2 'density' at screen 0.05529412, 0.5708333 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.8264706, 0.96666664
plot $curve0_0 using 1:2 with boxes fillstyle transparent solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' title 'u', \
     $curve0_1 using 1:2 with boxes fillstyle transparent solid 0.6 border linewidth 0.4 linecolor rgb '#d55e00' title 'p'
---- grid.nc weights --kind heat
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [0:2]
$cells0 << END
0 0 0
1 0 2
0 1 1
1 1 0
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.7735294
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [-0.5:1.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.5:1.5]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'node' at screen 0.45411766, 0.042857144 center
set label 2 'node_to' at screen 0.05529412, 0.5607143 center rotate by 90
set colorbox user origin screen 0.8029412, 0.16428572 size screen 0.032941177, 0.79285717 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.8029412, screen 0.16428572 + k*0.0061941966 to screen 0.83588237, 0.95714283 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 0.5
set label 5 'weights' at screen 0.9505882, 0.5607143 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
---- grid.nc weights --log color
massc: error: a logarithmic axis takes numbers above 0, but 'weights' begins at 0
---- grid.nc curve --kind histogram --log y
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1.8 0.20833333 1 2.6 0.104166664 0.20833333
3.4 0.20833333 2.6 4.2 0.104166664 0.20833333
8.2 0.20833333 7.4 9 0.104166664 0.20833333
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.19647059
set rmargin at screen 0.9588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.7599999999999999:9.24]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0.10416666666666666:0.2708333333333333]
set format y '%g'
set logscale y
set ytics (0.15, 0.2, 0.25)
unset label
set label 1 'curve [it''s `ls` $(ls) %g @x]' at screen 0.57764703, 0.05 center
set label 2 'density [1/it''s `ls` $(ls) %g @x]' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3:4:5:6 with boxxyerror fillstyle solid 0.6 border linewidth 0.4 linecolor rgb '#0072b2' notitle
---- grid.nc curve --log x
massc: error: a logarithmic axis takes numbers above 0, but 'a [mV]' begins at 0
