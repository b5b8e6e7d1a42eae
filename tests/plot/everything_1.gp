---- grid.nc cube --at u=3 --kind line
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 1
1 11
2 21
END
$curve0_1 << END
0 6
1 16
2 26
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.7941176
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [-0.25:27.25]
set format y '%g'
unset logscale y
set ytics 5
unset label
set label 1 'a [mV]' at screen 0.47470587, 0.05 center
set label 2 'cube' at screen 0.05529412, 0.5708333 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.80588233, 0.96666664 title 'b' left
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' title '1', \
     $curve0_1 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#d55e00' title '10'
---- grid.nc cube --kind heat --panels
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,9.6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:30]
$cells0 << END
0 1 1
1 1 11
2 1 21
0 10 6
1 10 16
2 10 26
END
$cells1 << END
0 1 2
1 1 12
2 1 22
0 10 7
1 10 17
2 10 27
END
$cells2 << END
0 1 3
1 1 13
2 1 23
0 10 8
1 10 18
2 10 28
END
$cells3 << END
0 1 4
1 1 14
2 1 24
0 10 9
1 10 19
2 10 29
END
$cells4 << END
0 1 5
1 1 15
2 1 25
0 10 10
1 10 20
2 10 30
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.07764706
set rmargin at screen 0.32333332
set bmargin at screen 0.5598958
set tmargin at screen 0.925
set xrange [-0.5:2.5]
set format x ''
unset logscale x
set xtics 1
set yrange [-3.5:14.5]
set format y '%g'
unset logscale y
set ytics 5
unset label
set label 2 'b' at screen 0.02764706, 0.7424479 center rotate by 90
set label 3 'u = 3' at screen 0.20049019, 0.9479167 center
set colorbox user origin screen 0.9117647, 0.119791664 size screen 0.016470589, 0.8052083 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.9117647, screen 0.119791664 + k*0.00629069 to screen 0.9282353, 0.925 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 5
set label 5 'cube' at screen 0.9752941, 0.52239585 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
set lmargin at screen 0.3645098
set rmargin at screen 0.61019605
set bmargin at screen 0.5598958
set tmargin at screen 0.925
set xrange [-0.5:2.5]
set format x ''
unset logscale x
set xtics 1
set yrange [-3.5:14.5]
set format y ''
unset logscale y
set ytics 5
unset label
set label 3 'u = 1' at screen 0.48735294, 0.9479167 center
unset colorbox
set key off
unset object 1
plot $cells1 using 1:2:3 with image notitle
set lmargin at screen 0.65137255
set rmargin at screen 0.89705884
set bmargin at screen 0.5598958
set tmargin at screen 0.925
set xrange [-0.5:2.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:14.5]
set format y ''
unset logscale y
set ytics 5
unset label
set label 1 'a [mV]' at screen 0.7742157, 0.47135416 center
set label 3 'u = 2' at screen 0.7742157, 0.9479167 center
unset colorbox
set key off
unset object 1
plot $cells2 using 1:2:3 with image notitle
set lmargin at screen 0.07764706
set rmargin at screen 0.32333332
set bmargin at screen 0.119791664
set tmargin at screen 0.48489583
set xrange [-0.5:2.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:14.5]
set format y '%g'
unset logscale y
set ytics 5
unset label
set label 1 'a [mV]' at screen 0.20049019, 0.03125 center
set label 2 'b' at screen 0.02764706, 0.30234376 center rotate by 90
set label 3 'u = 5' at screen 0.20049019, 0.5078125 center
unset colorbox
set key off
unset object 1
plot $cells3 using 1:2:3 with image notitle
set lmargin at screen 0.3645098
set rmargin at screen 0.61019605
set bmargin at screen 0.119791664
set tmargin at screen 0.48489583
set xrange [-0.5:2.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-3.5:14.5]
set format y ''
unset logscale y
set ytics 5
unset label
set label 1 'a [mV]' at screen 0.48735294, 0.03125 center
set label 3 'u = 4' at screen 0.48735294, 0.5078125 center
unset colorbox
set key off
unset object 1
plot $cells4 using 1:2:3 with image notitle
unset multiplot
---- grid.nc cube --kind heat --x u --y a --panels
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,6.5cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:30]
$cells0 << END
1 0 2
2 0 3
3 0 1
4 0 5
5 0 4
1 1 12
2 1 13
3 1 11
4 1 15
5 1 14
1 2 22
2 2 23
3 2 21
4 2 25
5 2 24
END
$cells1 << END
1 0 7
2 0 8
3 0 6
4 0 10
5 0 9
1 1 17
2 1 18
3 1 16
4 1 20
5 1 19
1 2 27
2 2 28
3 2 26
4 2 30
5 2 29
END
set border 15 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.098235294
set rmargin at screen 0.47705883
set bmargin at screen 0.17692308
set tmargin at screen 0.8892308
set xrange [0.5:5.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.5:2.5]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'u' at screen 0.28764707, 0.046153847 center
set label 2 'a [mV]' at screen 0.02764706, 0.53307694 center rotate by 90
set label 3 'b = 1' at screen 0.28764707, 0.9230769 center
set colorbox user origin screen 0.9117647, 0.17692308 size screen 0.016470589, 0.7123077 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.9117647, screen 0.17692308 + k*0.005564904 to screen 0.9282353, 0.8892308 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 5
set label 5 'cube' at screen 0.9752941, 0.53307694 center rotate by 90
set key off
unset object 1
plot $cells0 using 1:2:3 with image notitle
set lmargin at screen 0.51823527
set rmargin at screen 0.89705884
set bmargin at screen 0.17692308
set tmargin at screen 0.8892308
set xrange [0.5:5.5]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.5:2.5]
set format y ''
unset logscale y
set ytics 0.5
unset label
set label 1 'u' at screen 0.7076471, 0.046153847 center
set label 3 'b = 10' at screen 0.7076471, 0.9230769 center
unset colorbox
set key off
unset object 1
plot $cells1 using 1:2:3 with image notitle
unset multiplot
---- grid.nc p,q
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 1
1 2
2 3
END
$curve1_0 << END
0 3
1 1
2 2
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.08794118
set rmargin at screen 0.47941175
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0.9:3.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'number' at screen 0.28367648, 0.05 center
set label 2 'p' at screen 0.02764706, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.58794117
set rmargin at screen 0.9794118
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 1
set yrange [0.9:3.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'number' at screen 0.78367645, 0.05 center
set label 2 'q' at screen 0.5276471, 0.5708333 center rotate by 90
set key off
plot $curve1_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
unset multiplot
---- grid.nc curve,mean_V
massc: error: curve and mean_V have different dimensions; draw them one by one
---- grid.nc mean_V,cube --kind heat
massc: error: a map is of one variable; draw them one by one
---- grid.nc --kind scatter
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [1:6]
$curve0_0 << END
0 1 1
0 10 2
1 1 3
1 10 NaN
2 1 5
2 10 6
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [-0.06:2.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.55:10.45]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 1 'a [mV]' at screen 0.485, 0.05 center
set label 2 'b' at screen 0.05529412, 0.5708333 center rotate by 90
set colorbox user origin screen 0.84411764, 0.19166666 size screen 0.032941177, 0.7583333 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.19166666 + k*0.005924479 to screen 0.8770588, 0.95 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics 1
set label 5 'mean_V' at screen 0.9505882, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle
---- grid.nc p,q --kind scatter
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 0
2 0
3 0
END
$curve0_1 << END
3 1
1 1
2 1
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.1264706
set rmargin at screen 0.95735294
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.94:3.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [1.49:-0.49]
set format y '%g'
unset logscale y
set ytics ('p' 0, 'q' 1)
unset label
set label 1 'value' at screen 0.5419118, 0.05 center
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle, \
     $curve0_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#d55e00' notitle
---- grid.nc p,curve --kind scatter
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 0
2 0
3 0
END
$curve0_1 << END
1 1
4 1
9 1
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.16764706
set rmargin at screen 0.9588235
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.76:9.24]
set format x '%g'
unset logscale x
set xtics 1
set yrange [1.49:-0.49]
set format y '%g'
unset logscale y
set ytics ('p' 0, 'curve' 1)
unset label
set label 1 'value' at screen 0.5632353, 0.05 center
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle, \
     $curve0_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#d55e00' notitle
---- grid.nc --x p --y q --kind scatter
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 3
2 1
3 2
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
set yrange [0.9:3.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'p' at screen 0.56661767, 0.05 center
set label 2 'q' at screen 0.05529412, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072b2' notitle
---- grid.nc of_point --log color
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
set palette defined (0 '#440154', 1 '#470d60', 2 '#48186a', 3 '#482374', 4 '#472d7b', 5 '#453781', 6 '#424086', 7 '#3e4989', 8 '#3b528b', 9 '#375b8d', 10 '#33638d', 11 '#2f6b8e', 12 '#2c728e', 13 '#297a8e', 14 '#26828e', 15 '#23898e', 16 '#21918c', 17 '#1f978b', 18 '#1f9f88', 19 '#21a685', 20 '#27ad81', 21 '#31b57b', 22 '#3dbc74', 23 '#4cc26c', 24 '#5cc863', 25 '#6ece58', 26 '#81d34d', 27 '#95d840', 28 '#aadc32', 29 '#c0df25', 30 '#d5e21a', 31 '#eae51a', 32 '#fde725')
set cbrange [7:9]
set logscale cb
$curve0_0 << END
1 3 7
2 1 8
3 2 9
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
set xrange [0.94:3.06]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.9:3.1]
set format y '%g'
unset logscale y
set ytics 0.5
unset label
set label 1 'p' at screen 0.49529412, 0.05 center
set label 2 'q' at screen 0.05529412, 0.5708333 center rotate by 90
set colorbox user origin screen 0.84411764, 0.19166666 size screen 0.032941177, 0.7583333 noborder
do for [k=0:127] { set object 100 + k rectangle from screen 0.84411764, screen 0.19166666 + k*0.005924479 to screen 0.8770588, 0.95 front fillcolor palette frac (k + 0.5)/128 fillstyle solid noborder }
set cbtics (7, 8, 9)
set label 5 'of_point' at screen 0.9505882, 0.5708333 center rotate by 90
set key off
plot $curve0_0 using 1:2:3 with points pointtype 7 pointsize 0.7 linecolor palette notitle
