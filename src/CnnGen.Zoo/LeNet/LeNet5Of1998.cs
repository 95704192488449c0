namespace CnnGen.Zoo;

/// <remarks>
/// LeCun, Bottou, Bengio and Haffner 1998, "Gradient-Based Learning Applied to Document Recognition", figure 2 and section II.B: layers C1 to F6
/// with the paper's names and its 60,000 trained parameters.
/// <para>
/// S2 and S4 have a trained coefficient and a trained bias a map: a mean, then a depthwise convolution of one tap. The paper sums four elements
/// where the mean divides by four, which the coefficient makes up for.
/// </para>
/// <para>
/// C3 follows table I: maps 0 to 5 see three of S2's maps, 6 to 14 four, the last one all, as two convolutions with a group a map and one
/// without. Each line of the concatenations is a column of the table.
/// </para>
/// <para>
/// The squashing function is 1.7159 tanh(2/3 a) in the paper and tanh(a) here: both factors are part of the weights before and behind it.
/// The output is ten Euclidean radial basis units with fixed centres in the paper, the squared distance |x|^2 - 2 w x + |w|^2. Its first term is
/// the same for all classes, and the others are a linear layer, here with 850 trained parameters.
/// </para>
/// </remarks>
[Input(1, 32, 32)]
[Conv(6, 5, Name = "C1"), Tanh]
[AvgPool(2), DepthwiseConv(1, Name = "S2"), Tanh(Name = "s")]
[Slice(0, 1, From = "s", Name = "s0"), Slice(1, 1, From = "s", Name = "s1"), Slice(2, 1, From = "s", Name = "s2")]
[Slice(3, 1, From = "s", Name = "s3"), Slice(4, 1, From = "s", Name = "s4"), Slice(5, 1, From = "s", Name = "s5")]
[Concat(
    "s0", "s1", "s2",
    "s1", "s2", "s3",
    "s2", "s3", "s4",
    "s3", "s4", "s5",
    "s0", "s4", "s5",
    "s0", "s1", From = "s5")]
[Conv(6, 5, Groups = 6, Name = "C3.three")]
[Concat(
    "s0", "s1", "s2", "s3",
    "s1", "s2", "s3", "s4",
    "s2", "s3", "s4", "s5",
    "s0", "s3", "s4", "s5",
    "s0", "s1", "s4", "s5",
    "s0", "s1", "s2", "s5",
    "s0", "s1", "s3", "s4",
    "s1", "s2", "s4", "s5",
    "s0", "s2", "s3", From = "s5")]
[Conv(9, 5, Groups = 9, Name = "C3.four")]
[Conv(1, 5, From = "s", Name = "C3.six")]
[Concat("C3.three", "C3.four"), Tanh]
[AvgPool(2), DepthwiseConv(1, Name = "S4"), Tanh]
[Conv(120, 5, Name = "C5"), Tanh]
[Linear(84, Name = "F6"), Tanh]
[Linear(10, Name = "output")]
public partial class LeNet5Of1998;
