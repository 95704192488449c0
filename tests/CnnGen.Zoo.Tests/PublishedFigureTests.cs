using System.Linq;
using CnnGen.ZooTable;
using Xunit;

namespace CnnGen.Zoo.Tests;

/// <summary>What agrees with a published figure.</summary>
public sealed class PublishedFigureTests
{
    [Theory]
    [InlineData(61_100_840, true)]
    [InlineData(61_100_841, false)]
    public void ExactFigure_IsMetToTheUnit(long count, bool agrees) => Assert.Equal(agrees, new PublishedFigure(61_100_840).Agrees(count));

    [Theory]
    [InlineData(132_500_000, true)]
    [InlineData(133_499_999, true)]
    [InlineData(132_499_999, false)]
    [InlineData(133_500_000, false)]
    public void RoundedFigure_IsMetByWhatIsRoundedToIt(long count, bool agrees) => Assert.Equal(agrees, PublishedFigure.Millions(133).Agrees(count));

    [Theory]
    [InlineData(269_722, true)]
    [InlineData(275_000, false)]
    public void FigureWithDecimals_IsMetByWhatIsRoundedToIt(long count, bool agrees) => Assert.Equal(agrees, PublishedFigure.HundredthsOfMillions(27).Agrees(count));

    [Fact]
    public void Figures_AreShownAsTheirSourcesRoundThem() => Assert.Equal(
        ["61,100,840", "431 thousand", "133 million", "0.27 million", "1.7 million"],
        new[]
        {
            new PublishedFigure(61_100_840), PublishedFigure.Thousands(431), PublishedFigure.Millions(133),
            PublishedFigure.HundredthsOfMillions(27), PublishedFigure.TenthsOfMillions(17),
        }.Select(figure => figure.ToString()));
}
