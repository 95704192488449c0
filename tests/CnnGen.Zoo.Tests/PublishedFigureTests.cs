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
}
